// A server over an engine of the test, with OpenAI's own package as its client.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { onTestFinished } from 'vitest';
import { createEngine, type Engine, type EngineOptions } from '../../../electron/engine.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../../electron/server.ts';
import { type RunState, reduceRun } from '../../../shared/events.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

export interface Served extends RunningServer {
  readonly engine: Engine;
  readonly origin: string;
  readonly client: OpenAI;
  readonly bugs: readonly unknown[];
  /** The runs there are, the oldest first. */
  readonly states: () => readonly RunState[];
}

interface ServedOptions extends Pick<ServerOptions, 'limits' | 'isLoopbackApiOpen'> {
  readonly engine?: Omit<EngineOptions, 'home'>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Closed when the test ends. */
export async function serveOpenAi({
  engine: engineOptions = {},
  settings = {},
  ...options
}: ServedOptions = {}): Promise<Served> {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const engine = createEngine({ home, ...engineOptions });
  const bugs: unknown[] = [];
  const server = await startServer({
    ...{ open: () => engine, port: 0, report: (error) => bugs.push(error) },
    ...options,
  });
  onTestFinished(server.close);
  const { origin } = new URL(server.url);
  const states = () =>
    engine.store.runs
      .list(100)
      .map(({ id }) => reduceRun(engine.store.runs.events(id)))
      .reverse();
  return { ...server, engine, origin, bugs, states, client: clientOf(origin, server.token) };
}

export function clientOf(origin: string, apiKey: string): OpenAI {
  return new OpenAI({ baseURL: `${origin}/v1`, apiKey, maxRetries: 0 });
}

export function dataUrl(mime: string, bytes: Uint8Array): string {
  return `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
}
