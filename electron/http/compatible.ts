// The endpoints of HuggingGPT, so that programs written for it find what they know: POST /hugginggpt,
// /tasks and /results. The last message of the user is the request; what /hugginggpt answered before is the
// conversation that it goes on with.

import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import { noteWords } from '../../shared/notes.ts';
import { filesMade } from '../../shared/run-files.ts';
import { printPlan } from '../../shared/wire.ts';
import { storeAttachments } from '../attachments.ts';
import { type EarlierTurns, earlierTurns } from '../earlier-turns.ts';
import { type AnsweredCalls, digestOf } from './answered-calls.ts';
import { type AskedMessages, type Message, readMessages } from './asked-messages.ts';
import { addressOf, withAddresses } from './compatible-files.ts';
import { toResult } from './compatible-results.ts';
import { type RunSource, runToEnd, startOwnRun } from './follow-run.ts';
import { badRequest, OpenAiRefusal, statusOf } from './openai-refusals.ts';

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
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(1),
});

interface Endpoint extends RunSource {
  readonly answered: AnsweredCalls;
}

export function createCompatible(endpoint: Endpoint): Compatible {
  const { answered, engine } = endpoint;
  const answering =
    (answer: (asked: AskedMessages, request: Request) => Promise<unknown>) =>
    async (request: Request): Promise<Response> => {
      try {
        const { origin } = new URL(request.url);
        const messages = await readBodyOf(request);
        const asked = readMessages(messages, { store: engine.store, answered, origin });
        return Response.json(await answer(asked, request));
      } catch (error) {
        return answerRefusal(error);
      }
    };
  return {
    chat: answering(async (asked, { signal }) => {
      const run = await perform(asked, endpoint, signal);
      const message = toMessage(run);
      const digest = digestOf(asked.digest, { role: 'assistant', text: message });
      answered.remember(digest, { runId: run.runId, conversation: run.conversation });
      return { message };
    }),
    results: answering(async (asked, { signal }) => {
      const run = await perform(asked, endpoint, signal);
      const files = await knownFiles(asked, endpoint, signal);
      return Object.fromEntries(run.tasks.map((state) => [state.task.id, toResult(state, files)]));
    }),
    tasks: answering(async (asked, { signal }) => {
      const files = await knownFiles(asked, endpoint, signal);
      const known = files.map(({ name, artefact: { kind } }) => ({ name, kind }));
      const { history } = earlierOf(asked, endpoint);
      const { plan } = await engine.plan(asked.request, known, { signal, history });
      return printPlan(plan).map((task) => withAddresses(task, files));
    }),
  };
}

/** What its conversation has, and what the request comes with. */
async function knownFiles(
  asked: AskedMessages,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<readonly NamedArtefact[]> {
  const { earlier } = earlierOf(asked, endpoint);
  return [...earlier, ...(await storeAttachments(asked.files, endpoint.engine.store, signal))];
}

function earlierOf({ after }: AskedMessages, { engine: { store } }: Endpoint): EarlierTurns {
  return after === undefined
    ? { earlier: [], history: [] }
    : earlierTurns(store, after.conversation, after.runId);
}

/** @throws OpenAiRefusal, whose words and status fit here too */
async function readBodyOf(request: Request): Promise<readonly Message[]> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    const message = 'A body of the type application/json was expected.';
    throw new OpenAiRefusal({ status: 415, message });
  }
  const body = BodySchema.safeParse(jsonOrNothing(await request.text()));
  if (!body.success) {
    throw badRequest(
      'messages',
      'A body {"messages": [{"role": "user", "content": "…"}]} was expected.',
    );
  }
  return body.data.messages.map(({ role, content }) => ({
    role,
    content: [{ type: 'text', text: content }],
  }));
}

/**
 * Runs the request and waits for its end; the run is cancelled where the client does not wait.
 * @throws AppError as the run was refused or broke off
 */
async function perform(
  { request, files, after }: AskedMessages,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<RunState> {
  const place = after && { conversation: after.conversation, parent: after.runId };
  return runToEnd(await startOwnRun({ request, files, ...place }, endpoint, signal));
}

/** The answer, where the files are that it speaks of, and what should be known of the run. */
function toMessage(run: RunState): string {
  const places = filesMade(run).map((file) => `${file.name}: ${addressOf(file)}`);
  const parts = [run.answer, places.join('\n'), run.notes.map(noteWords).join('\n')];
  return parts.filter((part, index) => index === 0 || part !== '').join('\n\n');
}

/** A request that is no plan is answered in words, as HuggingGPT does. */
function answerRefusal(error: unknown): Response {
  if (error instanceof OpenAiRefusal) {
    return refuse(error.fault.status, error.message);
  }
  if (!(error instanceof AppError)) {
    throw error;
  }
  switch (error.code) {
    case 'PLAN_INVALID':
      return Response.json({ message: error.message });
    case 'FILE_NOT_FOUND':
      return refuse(404, error.message);
    default:
      return refuse(statusOf(error), error.message);
  }
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
