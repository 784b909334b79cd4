// The Fetch handler over an engine of the test, called directly or by a typed client.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { type AppLimits, createApp } from '../../electron/http/app.ts';
import { createLiveRuns, type LiveRuns } from '../../electron/live-runs.ts';
import type { contract } from '../../shared/contract.ts';
import { type NamedArtefact, NamedArtefactSchema } from '../../shared/media.ts';
import type { WireTask } from '../../shared/plan.ts';
import { testEngine } from './engines.ts';
import { sayingExpert } from './experts.ts';
import { temporaryFolder } from './folders.ts';

export const ORIGIN = 'http://127.0.0.1:4317';

type Client = ContractRouterClient<typeof contract>;

export interface TestApp {
  readonly engine: Engine;
  readonly runs: LiveRuns;
  /** Bugs that were reported. */
  readonly bugs: readonly unknown[];
  readonly client: Client;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly upload: (name: string, bytes: Uint8Array | string) => Promise<NamedArtefact>;
}

interface AppOptions {
  readonly plan?: readonly WireTask[];
  readonly experts?: readonly Expert[];
  readonly limits?: Partial<AppLimits>;
  readonly home?: string;
}

/**
 * Closed when the test ends.
 * @param spy stands in for the live runs
 */
export function testApp(
  { plan = [], experts, limits = {}, home }: AppOptions = {},
  spy: (runs: LiveRuns) => LiveRuns = (runs) => runs,
): TestApp {
  const engine = testEngine(plan, {
    experts: experts ?? [sayingExpert('text-generation', 'said')],
    ...(home !== undefined && { home }),
  });
  const runs = spy(createLiveRuns(engine));
  const bugs: unknown[] = [];
  const renderer = builtRenderer();
  const report = (error: unknown) => bugs.push(error);
  const app = createApp({ engine, runs, renderer, report, limits, reopen: notReopened });
  onTestFinished(async () => {
    await runs.close();
    await engine.close();
  });
  const fetchPath: TestApp['fetch'] = (path, init) => app.fetch(new Request(ORIGIN + path, init));
  return {
    ...{ engine, runs, bugs, fetch: fetchPath },
    client: clientOf(app.fetch),
    upload: async (name, bytes) => {
      const path = `/media?name=${encodeURIComponent(name)}`;
      const answer = await fetchPath(path, { method: 'POST', body: Buffer.from(bytes) });
      return NamedArtefactSchema.parse(await answer.json());
    },
  };
}

/** Settings that take an engine of its own are tested where there is a live engine. */
export async function notReopened(): Promise<never> {
  throw new Error('The engine of this test is not opened anew.');
}

/** The renderer's way to call, over any Fetch handler. */
export function clientOf(handle: (request: Request) => Promise<Response>, origin = ORIGIN): Client {
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, fetch: handle }));
}

/** A folder as Vite leaves it. */
function builtRenderer(): string {
  const folder = temporaryFolder();
  const files = {
    'index.html': '<!doctype html><html><head><title>Ensemble</title></head></html>',
    'assets/index-Ab12.js': 'export {};',
    'assets/font-Cd34.woff2': 'font',
    'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '.secret': 'no',
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'renderer', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  writeFileSync(join(folder, 'outside.txt'), 'no');
  return join(folder, 'renderer');
}
