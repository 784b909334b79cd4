// The whole orchestrator as one model of an OpenAI-compatible server: GET /v1/models and POST
// /v1/chat/completions. Whatever goes wrong here is told in OpenAI's form.

import type { RunEvent } from '../../shared/events.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import { type AnsweredCalls, type Digest, digestOf } from './answered-calls.ts';
import { readMessages } from './asked-messages.ts';
import { readBody } from './body.ts';
import { decodedName } from './file-name.ts';
import { type OwnedRun, type RunSource, runToEnd, startOwnRun } from './follow-run.ts';
import { type CompletionCall, checkModel, MODEL_ID, parseCall } from './openai-call.ts';
import { completionId, completionOf } from './openai-completion.ts';
import { errorBody, faultOf, OpenAiRefusal, refuseCall } from './openai-refusals.ts';
import { eventStream, streamedAnswer } from './openai-stream.ts';
import { answerText } from './openai-words.ts';
import { createStreamLimit } from './streams.ts';

export interface OpenAiDeps extends RunSource {
  readonly answered: AnsweredCalls;
  /** Told of bugs. */
  readonly report: (error: unknown) => void;
  readonly limits: OpenAiLimits;
}

export interface OpenAiLimits {
  /** Calls that are answered at once. */
  readonly streams: number;
  /** Bytes of a call's body with the files in it. */
  readonly openAiBytes: number;
  /** Milliseconds for which it may stand still. */
  readonly uploadIdleMs: number;
  /** Milliseconds after which a stream that has nothing to say tells that it goes on. */
  readonly silenceMs: number;
}

export interface OpenAi {
  /** Any request to /v1/*, its body not read yet. */
  readonly answer: (request: Request) => Promise<Response>;
}

export function createOpenAi(deps: OpenAiDeps): OpenAi {
  const created = Math.floor(Date.now() / 1000);
  const model = { id: MODEL_ID, object: 'model', created, owned_by: 'ensemble' };
  const calls = createStreamLimit(deps.limits.streams);
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/chat/completions') {
      expectMethod(request, 'POST');
      const answered = await calls.open(request, (signal) => complete(request, signal, deps));
      return answered ?? refuseCall(TOO_MANY);
    }
    if (pathname === '/v1/models') {
      expectMethod(request, 'GET');
      return Response.json({ object: 'list', data: [model] });
    }
    if (pathname.startsWith('/v1/models/')) {
      expectMethod(request, 'GET');
      checkModel(decodedName(pathname.slice('/v1/models/'.length)));
      return Response.json(model);
    }
    const message = `There is nothing at ${request.method} ${pathname}.`;
    throw new OpenAiRefusal({ status: 404, message, code: 'unknown_url' });
  };
  return {
    answer: (request) =>
      answer(request).catch((error: unknown) => refuseCall(faultOf(error, deps.report))),
  };
}

const TOO_MANY = {
  status: 429,
  message: 'Too many calls are being answered at once. Try again when one has ended.',
  code: 'rate_limit_exceeded',
};

function expectMethod({ method }: Request, expected: string): void {
  if (method !== expected) {
    const message = `${expected} was expected here, and not ${method}.`;
    throw new OpenAiRefusal({ status: 405, message, code: 'method_not_supported' });
  }
}

async function complete(
  request: Request,
  signal: AbortSignal,
  deps: OpenAiDeps,
): Promise<Response> {
  const begun = await begin(request, signal, deps);
  return begun.isStream ? stream(begun, deps) : whole(begun, deps);
}

/** A run that answers a call, with what its answer takes; the files of the call are not held meanwhile. */
interface Begun {
  readonly run: OwnedRun;
  /** Of all messages up to the request. */
  readonly digest: Digest;
  /** Of this server, as the client wrote it. */
  readonly origin: string;
  readonly isStream: boolean;
  readonly includesUsage: boolean;
}

async function begin(request: Request, signal: AbortSignal, deps: OpenAiDeps): Promise<Begun> {
  const { messages, isStream, includesUsage } = await readCall(request, deps.limits);
  const { origin } = new URL(request.url);
  const known = { store: deps.engine.store, answered: deps.answered, origin };
  const { files, after, digest, request: asked } = readMessages(messages, known);
  const place = after && { conversation: after.conversation, parent: after.runId };
  const run = await startOwnRun({ request: asked, files, ...place }, deps, signal);
  return { run, digest, origin, isStream, includesUsage };
}

async function whole(begun: Begun, deps: OpenAiDeps): Promise<Response> {
  const state = await runToEnd(begun.run);
  const text = answerText(state, begun.origin);
  remember(begun, text, deps);
  return Response.json(completionOf(state, text));
}

/** Begins when the plan is there, so that a request which becomes none is refused with its status. */
async function stream(begun: Begun, deps: OpenAiDeps): Promise<Response> {
  const { run, origin, includesUsage } = begun;
  const seen = await untilPlanned(run);
  const data = streamedAnswer({
    ...{ origin, includesUsage, end: run.end },
    completion: completionId(run.runId, deps.engine.run(run.runId).startedAt),
    events: resumed(seen, run.events),
    said: (text) => remember(begun, text, deps),
    failure: (error) => errorBody(faultOf(error, deps.report)),
  });
  return eventStream(data, deps.limits.silenceMs);
}

/** @throws AppError where the run ends without a plan */
async function untilPlanned({ events, end }: OwnedRun): Promise<readonly RunEvent[]> {
  const begun: RunEvent[] = [];
  while (true) {
    const { done, value } = await events.next();
    if (done === true) {
      end();
      return begun;
    }
    begun.push(value);
    const isPlanned = value.type === 'planned' && value.isComplete;
    if (isPlanned || value.type === 'answer-token') {
      return begun;
    }
  }
}

async function* resumed(
  begun: readonly RunEvent[],
  rest: OwnedRun['events'],
): AsyncGenerator<RunEvent, void, undefined> {
  try {
    yield* begun;
    yield* rest;
  } finally {
    await rest.return();
  }
}

function remember({ run, digest }: Begun, text: string, { answered }: OpenAiDeps): void {
  const { runId, conversation } = run;
  const upTo = digestOf(digest, { role: 'assistant', text });
  answered.remember(upTo, { runId, conversation });
}

async function readCall(request: Request, limits: OpenAiLimits): Promise<CompletionCall> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    const message = 'A body of the type application/json was expected.';
    throw new OpenAiRefusal({ status: 415, message });
  }
  const bounds = { maxBytes: limits.openAiBytes, idleMs: limits.uploadIdleMs };
  const bytes = await readBody(request, bounds);
  const body = jsonOrNothing(new TextDecoder().decode(bytes));
  if (body === undefined) {
    throw new OpenAiRefusal({ status: 400, message: 'The body is no JSON.' });
  }
  return parseCall(body);
}
