// The main process's own ear for runs: the engine's `watch`, taken up again whenever it breaks off. The
// page can't tell, since one that no one looks at gives its stream back.

import { setTimeout as wait } from 'node:timers/promises';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract.ts';
import type { Conversation } from '../../shared/conversations.ts';
import { applyEvent, type RunState, reduceRun } from '../../shared/events.ts';
import { START_PAGE } from './address.ts';

export type EngineClient = ContractRouterClient<typeof contract>;

export function engineClient(engine: (request: Request) => Promise<Response>): EngineClient {
  return createORPCClient(new RPCLink({ url: `${START_PAGE}rpc`, fetch: engine }));
}

export interface RunListener {
  /** A conversation that has changed, and at each beginning all of them. */
  readonly onConversation: (conversation: Conversation) => void;
  readonly onRemoved: (conversation: string) => void;
}

interface WatchOptions extends RunListener {
  readonly signal: AbortSignal;
  /** Milliseconds before a lost stream is opened again. */
  readonly retryMs?: number;
}

/** Resolves when the signal aborts. */
export async function watchRuns(client: EngineClient, options: WatchOptions): Promise<void> {
  const { signal, retryMs = 1000 } = options;
  while (!signal.aborted) {
    try {
      await readNews(client, options);
    } catch {
      // The engine ends, or is started again; engine-process.ts tells of what can't be mended.
    }
    await wait(retryMs, undefined, { signal }).catch(() => {}); // it aborts
  }
}

async function readNews(
  client: EngineClient,
  { onConversation, onRemoved, signal }: WatchOptions,
): Promise<void> {
  const stream = await client.watch({}, { signal });
  // After the stream was opened, so that nothing falls between.
  for (const { conversation } of await client.conversations.list({}, { signal })) {
    onConversation(conversation);
  }
  for await (const news of stream) {
    if (news.type === 'conversation') {
      onConversation(news.conversation);
    } else if (news.type === 'removed') {
      onRemoved(news.conversation);
    }
  }
}

/** They come often and change nothing of what is counted. */
const SILENT: ReadonlySet<string> = new Set(['answer-token', 'task-progress', 'asked', 'noted']);

interface ShareOptions {
  readonly signal: AbortSignal;
  /** From 0 to 1; undefined while it is not known how much there is to do. */
  readonly onShare: (share: number | undefined) => void;
}

/** Tells how much of what runs in a conversation is done, until the signal aborts or the stream ends. */
export async function followShare(
  client: EngineClient,
  conversation: string,
  { signal, onShare }: ShareOptions,
): Promise<void> {
  const runs = new Map<string, RunState>();
  let last: number | undefined;
  for await (const news of await client.watch({ conversation }, { signal })) {
    if (news.type !== 'event' || SILENT.has(news.event.type)) {
      continue;
    }
    const { event } = news;
    const before = runs.get(event.runId);
    runs.set(event.runId, before === undefined ? reduceRun([event]) : applyEvent(before, event));
    const share = shareDone([...runs.values()]);
    if (share !== last) {
      last = share;
      onShare(share);
    }
  }
}

/** Of the tasks of all runs that go on. */
export function shareDone(
  runs: readonly Pick<RunState, 'status' | 'isPlanned' | 'tasks'>[],
): number | undefined {
  const going = runs.filter(({ status }) => status === 'running');
  const tasks = going.flatMap((run) => run.tasks);
  const isKnown = tasks.length > 0 && going.every(({ isPlanned }) => isPlanned);
  const done = tasks.filter(({ status }) => status !== 'waiting' && status !== 'running');
  return isKnown ? done.length / tasks.length : undefined;
}
