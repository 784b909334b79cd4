// One question over a connection: in the form that the endpoint takes, tried again where that may help and
// nothing was given out yet, watched for silence, and ended at once when the caller wants it.

import type OpenAI from 'openai';
import { AppError, detail } from '../../../shared/errors.ts';
import type { ChatPiece, ChatQuestion } from '../chat.ts';
import { bodyOf, type ChatBody, optionalFields, toWireMessages, type WireMessage } from './body.ts';
import { createClient } from './client.ts';
import { type Failure, failureOf } from './failure.ts';
import { readFault, ServerRefusal } from './fault.ts';
import { endpointOf, type Form, FULL_FORM, type KeptForms, simplerForm } from './form.ts';
import { type Limits, startWatch, type Watch } from './limits.ts';
import { presentable } from './redact.ts';
import { retryAfter } from './retry-after.ts';
import { readAnswer } from './stream.ts';
import { usageOf } from './usage.ts';
import { type Addressed, beginningOf, createWire, type WireDeps } from './wire.ts';

export interface AskDeps extends WireDeps {
  readonly limits: Limits;
  readonly forms: KeptForms;
}

export interface Asked {
  readonly reached: Addressed;
  readonly model: string;
  readonly question: ChatQuestion;
}

interface Attempt extends Asked {
  readonly messages: WireMessage[];
  readonly watch: Watch;
}

export async function* ask(
  asked: Asked,
  deps: AskDeps,
  signal: AbortSignal,
): AsyncGenerator<ChatPiece> {
  const { wholeMs, sleep } = deps.limits;
  signal.throwIfAborted();
  const watch = startWatch({ signal, wholeMs, controller: asked.reached.name });
  try {
    const messages = await toWireMessages(asked.question.messages, watch.signal);
    for (let tried = 0; ; tried++) {
      let isGiven = false;
      try {
        for await (const piece of attempt({ ...asked, messages, watch }, deps)) {
          isGiven = true;
          yield piece;
        }
        return;
      } catch (thrown) {
        watch.signal.throwIfAborted();
        const failure = failureOf(thrown, asked);
        const pause = isGiven ? undefined : pauseBefore(tried, failure, deps.limits);
        if (pause === undefined) {
          throw failure.error;
        }
        watch.rest();
        await sleep(pause, watch.signal);
      }
    }
  } catch (error) {
    // What was stopped says why it was, and not how it noticed.
    watch.signal.throwIfAborted();
    throw error;
  } finally {
    watch.end();
  }
}

/** Milliseconds to wait before the next attempt, or undefined where there is none. */
function pauseBefore(tried: number, failure: Failure, limits: Limits): number | undefined {
  if (!failure.mayPass || tried >= limits.retries) {
    return undefined;
  }
  const pause = retryAfter(failure.headers, limits.clock()) ?? limits.retryMs * 2 ** tried;
  return pause > limits.maxPauseMs ? undefined : pause;
}

async function* attempt(asking: Attempt, deps: AskDeps): AsyncGenerator<ChatPiece> {
  const { reached, question, watch } = asking;
  const { silenceMs } = deps.limits;
  const events = await open(asking, deps);
  const { all, counted, isCut } = yield* readAnswer(events, { reached, watch, silenceMs });
  const { price } = reached.connection;
  const usage = usageOf({ counted, messages: question.messages, written: all, price });
  yield { type: 'end', usage, isCut };
}

/** Asks in ever simpler forms, until one is taken; each has less than the one before. */
async function open(asking: Attempt, deps: AskDeps): Promise<AsyncIterable<unknown>> {
  const { reached, model, question, messages, watch } = asking;
  const { preset } = reached.connection;
  const endpoint = endpointOf(asking);
  const known = deps.forms.get(endpoint) ?? FULL_FORM;
  const heard = () => watch.heard(deps.limits.silenceMs);
  const client = createClient(reached, { model, fetch: createWire(reached, deps, { heard }) });
  for (let form = known; ; ) {
    const body = bodyOf({ model, preset, messages, question, form });
    const opened = await tryToOpen({ client, body, form }, asking, deps.limits);
    if ('events' in opened) {
      if (form !== known) {
        deps.forms.set(endpoint, form);
      }
      return opened.events;
    }
    form = opened.simpler;
  }
}

interface Opening {
  readonly client: OpenAI;
  readonly body: ChatBody;
  readonly form: Form;
}

async function tryToOpen(
  { client, body, form }: Opening,
  { reached, watch }: Attempt,
  { firstByteMs }: Limits,
): Promise<{ readonly events: AsyncIterable<unknown> } | { readonly simpler: Form }> {
  watch.expect(firstByteMs);
  try {
    const sent = client.chat.completions.create(body, { signal: watch.signal });
    const { data, response } = await sent.withResponse();
    await checkIsStream(response, reached);
    return { events: data };
  } catch (thrown) {
    const simpler = simplerAfter(thrown, body, form);
    if (simpler === undefined) {
      throw thrown;
    }
    return { simpler };
  }
}

function simplerAfter(thrown: unknown, body: ChatBody, form: Form): Form | undefined {
  const refusal = thrown instanceof Error ? thrown.cause : undefined;
  const sent = { hasFormat: body.response_format !== undefined, fields: optionalFields(body) };
  return refusal instanceof ServerRefusal ? simplerForm(form, readFault(refusal), sent) : undefined;
}

async function checkIsStream(response: Response, { name, key }: Addressed): Promise<void> {
  const type = response.headers.get('content-type') ?? 'no content type';
  if (/^text\/event-stream\b/iu.test(type)) {
    return;
  }
  const body = await beginningOf(response);
  const said = /^\s*</u.test(body) ? 'a web page' : presentable(body, key);
  const why = detail('no-stream', { type: presentable(type, key), words: said });
  throw AppError.of('CONTROLLER_UNINTELLIGIBLE', { controller: name, why });
}
