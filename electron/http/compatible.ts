// The endpoints of HuggingGPT, so that programs written for it find what they know: POST /hugginggpt,
// /tasks and /results. The last message of the user is the request; what came before it is not used.

import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import { REQUEST_LIMITS } from '../../shared/request.ts';
import { filesMade } from '../../shared/run-files.ts';
import { type Engine, planRequest } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { printPlan } from '../pipeline/planning/print.ts';
import { addressOf, type FoundFiles, findFiles, withAddresses } from './compatible-files.ts';
import { toResult } from './compatible-results.ts';

/** Each takes a request whose body is whole, and answers as HuggingGPT does. */
export interface Compatible {
  /** All four stages: {"message"}. */
  readonly chat: (request: Request) => Promise<Response>;
  /** The plan alone. */
  readonly tasks: (request: Request) => Promise<Response>;
  /** What each task gave, by its id. */
  readonly results: (request: Request) => Promise<Response>;
}

/** What is meant for language models of the original, such as api_key, is not looked at. */
const BodySchema = z.object({
  messages: z
    .array(z.object({ role: z.string(), content: z.string().max(REQUEST_LIMITS.characters) }))
    .min(1),
});

interface Endpoint {
  readonly engine: Engine;
  readonly runs: LiveRuns;
}

export function createCompatible(endpoint: Endpoint): Compatible {
  const answering =
    (answer: (files: FoundFiles, request: Request) => Promise<unknown>) =>
    async (request: Request): Promise<Response> => {
      const asked = await readRequest(request);
      if (asked instanceof Response) {
        return asked;
      }
      try {
        const { origin } = new URL(request.url);
        const files = findFiles(asked, origin, endpoint.engine.store.artefacts);
        return Response.json(await answer(files, request));
      } catch (error) {
        return answerRefusal(error);
      }
    };
  return {
    chat: answering(async (files, { signal }) => {
      return { message: toMessage(await runToEnd(files, endpoint, signal)) };
    }),
    results: answering(async (files, { signal }) => {
      const { tasks } = await runToEnd(files, endpoint, signal);
      return Object.fromEntries(tasks.map((state) => [state.task.id, toResult(state, files)]));
    }),
    tasks: answering(async (files) => {
      const known = files.files.map(({ name, artefact: { kind } }) => ({ name, kind }));
      const { plan } = await planRequest(files.request, known);
      return printPlan(plan).map((task) => withAddresses(task, files));
    }),
  };
}

/** @returns the text of the request, or why it can't be read */
async function readRequest(request: Request): Promise<string | Response> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return refuse(415, 'A body of the type application/json was expected.');
  }
  const body = BodySchema.safeParse(parseJson(await request.text()));
  const asked = body.data?.messages.findLast(({ role }) => role === 'user')?.content.trim();
  return asked === undefined || asked === ''
    ? refuse(400, 'A body {"messages": [{"role": "user", "content": "…"}]} was expected.')
    : asked;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Runs the request and waits for its end; the run is cancelled where the client does not wait.
 * @throws AppError as the run was refused or broke off
 */
async function runToEnd(
  { request, files }: FoundFiles,
  { engine, runs }: Endpoint,
  signal: AbortSignal,
): Promise<RunState> {
  const attached = files.map(({ name, artefact: { id } }) => ({ name, artefact: id }));
  const { runId, conversation } = await runs.start(request, { files: attached });
  const onGone = () => runs.cancel(runId);
  signal.addEventListener('abort', onGone);
  if (signal.aborted) {
    onGone();
  }
  try {
    for await (const news of runs.watch({ conversation, seen: {} }, signal)) {
      if (news.type === 'broken' && news.runId === runId) {
        throw AppError.from(news.error);
      }
      if (news.type === 'event' && news.event.runId === runId && ENDS.has(news.event.type)) {
        break;
      }
    }
  } finally {
    signal.removeEventListener('abort', onGone);
  }
  const state = engine.run(runId);
  if (state.status !== 'finished') {
    throw state.error === undefined ? AppError.of('CANCELLED', {}) : AppError.from(state.error);
  }
  return state;
}

const ENDS: ReadonlySet<string> = new Set(['finished', 'failed', 'cancelled', 'interrupted']);

/** The answer, and where the files are that it speaks of. */
function toMessage(run: RunState): string {
  const { answer } = run;
  const places = filesMade(run).map((file) => `${file.name}: ${addressOf(file)}`);
  return [answer, ...(places.length === 0 ? [] : [places.join('\n')])].join('\n\n');
}

/** A request that is no plan is answered in words, as HuggingGPT does. */
function answerRefusal(error: unknown): Response {
  if (!(error instanceof AppError)) {
    throw error;
  }
  switch (error.code) {
    case 'PLAN_INVALID':
      return Response.json({ message: error.message });
    case 'CANCELLED':
      return refuse(503, error.message);
    case 'FILE_NOT_FOUND':
      return refuse(404, error.message);
    default:
      return refuse(500, error.message);
  }
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
