// A text that a model writes about a picture, token by token: bounded, greedy, shown as it grows, stopped
// at the next token once it is no longer wanted, and with how sure the model was of its words.

import { z } from 'zod';
import { detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import {
  LogitsProcessor,
  LogitsProcessorList,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type StoppingCriteria,
  type Tensor,
  TextStreamer,
} from '../../runner/inference.ts';
import type { ExpertContext } from '../expert.ts';
import { invalid } from '../inputs.ts';
import { Unwanted } from './unwanted.ts';

/** Some 400 words; a model that has not ended by then mostly repeats itself. */
const MAX_TOKENS = 512;

/** The places of a decoder, which families name and nest differently. */
const PlacesSchema = z
  .object({
    max_position_embeddings: z.number().positive().optional().catch(undefined),
    n_positions: z.number().positive().optional().catch(undefined),
  })
  .catch({});
const ConfigSchema = z.object({
  decoder: PlacesSchema.optional(),
  text_config: PlacesSchema.optional(),
});

/**
 * How many tokens may be written after those that were read.
 * @throws AppError INPUT_INVALID where the question leaves no room
 */
export function roomFor(task: TaskType, { config }: PreTrainedModel, read: number): number {
  const { decoder, text_config } = ConfigSchema.parse(config);
  const places = decoder ?? text_config;
  const room =
    (places?.max_position_embeddings ?? places?.n_positions ?? Number.POSITIVE_INFINITY) - read;
  if (room < 1) {
    throw invalid(task, detail('question-too-long'));
  }
  return Math.min(MAX_TOKENS, room);
}

/** What is passed to `generate` of Transformers.js, or to a pipeline that calls it; both want a type alias. */
type WritingOptions = {
  readonly do_sample: false;
  readonly num_beams: 1;
  readonly max_new_tokens: number;
  readonly streamer: TextStreamer;
  readonly stopping_criteria: StoppingCriteria[];
  readonly logits_processor: LogitsProcessorList;
};

export interface PictureWriting {
  readonly options: WritingOptions;
  /** The geometric mean of the probabilities of the tokens written, the end mark among them. */
  readonly probability: () => number;
  /** What became of it. */
  readonly notes: () => readonly ResultNote[];
}

interface WritingPlan {
  readonly tokenizer: PreTrainedTokenizer;
  readonly maxTokens: number;
  /** Takes what is no text for people out of what was written so far. */
  readonly clean?: (text: string) => string;
}

export function startWriting(
  { tokenizer, maxTokens, clean = (text) => text }: WritingPlan,
  { signal, progress }: Pick<ExpertContext, 'signal' | 'progress'>,
): PictureWriting {
  const certainty = new Certainty();
  const processors = new LogitsProcessorList();
  processors.push(certainty);
  let written = '';
  let tokens = 0;
  const streamer = new TextStreamer(tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    callback_function: (piece) => {
      written += piece;
      progress({ text: clean(written).trim() });
    },
    token_callback_function: () => {
      tokens += 1;
    },
  });
  return {
    options: {
      do_sample: false,
      num_beams: 1,
      max_new_tokens: maxTokens,
      streamer,
      stopping_criteria: [new Unwanted(signal)],
      logits_processor: processors,
    },
    probability: () => certainty.mean(),
    notes: () =>
      tokens < maxTokens ? [] : [{ code: 'text-cut-tokens', values: { tokens: maxTokens } }],
  };
}

/** Changes nothing; under greedy decoding the likeliest token is the one that is written. */
class Certainty extends LogitsProcessor {
  #sum = 0;
  #count = 0;

  override _call(_sequences: bigint[][], logits: Tensor): Tensor {
    // generate() hands over float32 logits of one sequence: [1, vocabulary].
    const values = logits.data as Float32Array;
    const top = values.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY);
    const total = values.reduce((sum, value) => sum + Math.exp(value - top), 0);
    this.#sum -= Math.log(total);
    this.#count += 1;
    return logits;
  }

  mean(): number {
    return this.#count === 0 ? 0 : Math.min(1, Math.exp(this.#sum / this.#count));
  }
}
