// The one Fetch handler of all hosts: calls, files, the renderer, and the endpoints that the clients of
// HuggingGPT and OpenAI know. Who may ask is decided before it, in guard.ts.

import { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { createAnsweredCalls } from './answered-calls.ts';
import { answerError, plainAnswer, refusalOf } from './answers.ts';
import { BodyRefusedError, readBody } from './body.ts';
import { createCompatible } from './compatible.ts';
import { createExchangeApi } from './exchange.ts';
import { secured } from './headers.ts';
import { createMedia } from './media.ts';
import { createOpenAi } from './openai-api.ts';
import { rendererFile } from './renderer-files.ts';
import { createRpcHandler } from './rpc.ts';
import type { Reopen } from './settings-rpc.ts';
import { createStreamLimit } from './streams.ts';

export interface AppDeps {
  readonly engine: Engine;
  readonly runs: LiveRuns;
  readonly reopen: Reopen;
  /** The folder of the built renderer. */
  readonly renderer: string;
  /** Told of bugs. */
  readonly report: (error: unknown) => void;
  readonly limits?: Partial<AppLimits>;
}

export interface AppLimits {
  /** Streams of events that are open at once, and OpenAI's calls. */
  readonly streams: number;
  /** Bytes of a call's body; files go to /media. */
  readonly callBytes: number;
  /** Milliseconds for a call's body to arrive. */
  readonly callMs: number;
  /** Milliseconds for which an upload may stand still. */
  readonly uploadIdleMs: number;
  /** Bytes of a call of OpenAI's with the files in it, which are held in memory at once. */
  readonly openAiBytes: number;
  /** Milliseconds after which a stream to OpenAI's clients that has nothing to say tells that it goes on. */
  readonly silenceMs: number;
}

export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
}

const LIMITS: AppLimits = {
  streams: 64,
  callBytes: 4 * 1024 ** 2,
  callMs: 30_000,
  uploadIdleMs: 30_000,
  openAiBytes: 64 * 1024 ** 2,
  silenceMs: 15_000,
};

export function createApp(deps: AppDeps): App {
  const { engine, runs, reopen, renderer, limits } = deps;
  const report = (error: unknown) => {
    engine.log.bug(error);
    deps.report(error);
  };
  const allLimits = { ...LIMITS, ...limits };
  const { streams, callBytes, callMs, uploadIdleMs } = allLimits;
  const rpc = createRpcHandler({ engine, runs, reopen, report });
  const media = createMedia({ engine, idleMs: uploadIdleMs });
  const exchange = createExchangeApi({ engine, runs, idleMs: uploadIdleMs });
  const answered = createAnsweredCalls();
  const compatible = createCompatible({ engine, runs, answered });
  const openAi = createOpenAi({ engine, runs, answered, report, limits: allLimits });
  const streamLimit = createStreamLimit(streams);
  const withBody = async (request: Request): Promise<Request> => {
    const bounds = { maxBytes: callBytes, idleMs: callMs, totalMs: callMs };
    const body = new Uint8Array(await readBody(request, bounds));
    const { url, method, headers, signal } = request;
    return new Request(url, { method, headers, body, signal });
  };
  const hono = new Hono();
  hono.on('POST', ['/rpc/watch', '/rpc/models/watch'], async ({ req: { raw } }) => {
    const asked = await withBody(raw);
    const answer = await streamLimit.open(asked, (signal) =>
      rpc(new Request(asked, { signal: AbortSignal.any([signal, runs.closing]) })),
    );
    return answer ?? plainAnswer(503, `More than ${streams} streams are open.`);
  });
  hono.post('/rpc/*', async ({ req: { raw } }) => rpc(await withBody(raw)));
  hono.post('/media', ({ req: { raw } }) => media.take(raw));
  hono.get('/media/*', ({ req: { raw } }) => media.give(raw));
  hono.get('/export/:conversation', ({ req: { raw } }) => exchange.give(raw));
  hono.post('/import', ({ req: { raw } }) => exchange.take(raw));
  hono.post('/hugginggpt', async ({ req: { raw } }) => compatible.chat(await withBody(raw)));
  hono.post('/tasks', async ({ req: { raw } }) => compatible.tasks(await withBody(raw)));
  hono.post('/results', async ({ req: { raw } }) => compatible.results(await withBody(raw)));
  hono.all('/v1/*', ({ req: { raw } }) => openAi.answer(raw));
  hono.get('*', async ({ req: { raw } }) => {
    const file = await rendererFile(renderer, new URL(raw.url).pathname);
    return file ?? plainAnswer(404, 'There is nothing at this address.');
  });
  hono.notFound(({ req: { method } }) =>
    method === 'GET' || method === 'HEAD' || method === 'POST'
      ? plainAnswer(404, 'There is nothing at this address.')
      : plainAnswer(405, 'GET, HEAD and POST are answered.'),
  );
  hono.onError((error, { req: { raw } }) =>
    raw.signal.aborted ? new Response(null, { status: 499 }) : answerThrown(error, report),
  );
  return { fetch: async (request) => secured(await hono.fetch(request)) };
}

function answerThrown(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof BodyRefusedError) {
    return answerError(AppError.of('USAGE', { why: error.message }), error.status);
  }
  return answerError(refusalOf(error, report));
}
