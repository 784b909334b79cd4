// A run as the event stream that OpenAI's clients read: what the answer says as it is written, then what
// remains to be said, then [DONE]. While tasks run, comments keep the connection open.

import type { RunEvent, RunState } from '../../shared/events.ts';
import { type CompletionId, chunkOf, finishReason, usageOf } from './openai-completion.ts';
import type { OpenAiErrorBody } from './openai-refusals.ts';
import { remainingText } from './openai-words.ts';

export interface StreamedRun {
  readonly completion: CompletionId;
  readonly events: AsyncIterable<RunEvent>;
  /** @throws AppError where the run did not finish */
  readonly end: () => RunState;
  readonly includesUsage: boolean;
  /** Of this server, as the client wrote it. */
  readonly origin: string;
  /** Is told all that was said, before the stream ends. */
  readonly said: (text: string) => void;
  /** What a failure is to the client, which has its status already. */
  readonly failure: (error: unknown) => OpenAiErrorBody;
}

/** The data of each event. */
export async function* streamedAnswer(run: StreamedRun): AsyncGenerator<string, void, undefined> {
  try {
    yield* chunks(run);
  } catch (error) {
    yield JSON.stringify(run.failure(error));
    return;
  }
  yield '[DONE]';
}

async function* chunks({
  completion,
  events,
  end,
  ...run
}: StreamedRun): AsyncGenerator<string, void, undefined> {
  const usage = run.includesUsage ? null : undefined;
  const saying = (content: string) =>
    JSON.stringify(chunkOf(completion, { delta: { content }, usage }));
  const role = { delta: { role: 'assistant', content: '' }, usage } as const;
  yield JSON.stringify(chunkOf(completion, role));
  let shown = '';
  for await (const event of events) {
    if (event.type === 'answer-token' && event.text !== '') {
      shown += event.text;
      yield saying(event.text);
    }
  }
  const state = end();
  const rest = remainingText(state, shown, run.origin);
  if (rest !== '') {
    yield saying(rest);
  }
  run.said(shown + rest);
  yield JSON.stringify(chunkOf(completion, { delta: {}, finish: finishReason(state), usage }));
  if (run.includesUsage) {
    yield JSON.stringify(chunkOf(completion, { usage: usageOf(state) }));
  }
}

const SILENCE = Symbol('silence');

/** @param silenceMs after so many without data a comment is sent */
export function eventStream(
  data: AsyncGenerator<string, void, undefined>,
  silenceMs: number,
): Response {
  let next: Promise<IteratorResult<string, void>> | undefined;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      next ??= data.next();
      const came = await orSilence(next, silenceMs);
      if (came === SILENCE) {
        controller.enqueue(Buffer.from(': working\n\n'));
        return;
      }
      next = undefined;
      came.done === true
        ? controller.close()
        : controller.enqueue(Buffer.from(`data: ${came.value}\n\n`));
    },
    cancel: async () => {
      await data.return();
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

async function orSilence<Value>(
  value: Promise<Value>,
  ms: number,
): Promise<Value | typeof SILENCE> {
  const silence = Promise.withResolvers<typeof SILENCE>();
  const timer = setTimeout(() => silence.resolve(SILENCE), ms);
  try {
    return await Promise.race([value, silence.promise]);
  } finally {
    clearTimeout(timer);
  }
}
