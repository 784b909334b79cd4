// What a run is in OpenAI's words: a chat completion, or the chunks of one.

import type { RunState } from '../../shared/events.ts';
import { MODEL_ID } from './openai-call.ts';

/** Which completion it is; the same in all its chunks. */
export interface CompletionId {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
}

/** @param startedAt milliseconds since 1970 */
export function completionId(runId: string, startedAt: number): CompletionId {
  return { id: `chatcmpl-${runId}`, created: Math.floor(startedAt / 1000) };
}

type FinishReason = 'stop' | 'length';

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

export function completionOf(run: RunState, content: string) {
  const message = { role: 'assistant', content, refusal: null };
  const choice = { index: 0, message, logprobs: null, finish_reason: finishReason(run) };
  return {
    ...completionId(run.runId, run.startedAt),
    ...{ object: 'chat.completion', model: MODEL_ID },
    choices: [choice],
    usage: usageOf(run),
  };
}

/** Of all language models that the run asked; zeros where it asked none. */
export function usageOf({ calls }: Pick<RunState, 'calls'>): Usage {
  const prompt = calls.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const completion = calls.reduce((sum, { completionTokens }) => sum + completionTokens, 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

export function finishReason({ notes }: Pick<RunState, 'notes'>): FinishReason {
  return notes.some(({ code }) => code === 'ANSWER_CUT') ? 'length' : 'stop';
}

interface ChunkBody {
  readonly delta?: { readonly role?: 'assistant'; readonly content?: string };
  readonly finish?: FinishReason;
  /** undefined where the client did not ask for it, null until it is known. */
  readonly usage: Usage | null | undefined;
}

/** Without a delta it is the last one, which tells the usage alone. */
export function chunkOf(completion: CompletionId, { delta, finish, usage }: ChunkBody) {
  const choice = { index: 0, delta, logprobs: null, finish_reason: finish ?? null };
  return {
    ...completion,
    ...{ object: 'chat.completion.chunk', model: MODEL_ID },
    choices: delta === undefined ? [] : [choice],
    ...(usage !== undefined && { usage }),
  };
}
