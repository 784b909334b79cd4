// Lets a model write: reports the text so far, ends at the next token when the task is cancelled, and
// says whether the model was done. What goes in and what is made of the text belongs to the tasks.

import { z } from 'zod';
import {
  type LogitsProcessor,
  LogitsProcessorList,
  type PreTrainedTokenizer,
  type StoppingCriteria,
  Tensor,
  TextStreamer,
} from '../../runner/inference.ts';
import { type Sampling, SeededSampling } from './sampling.ts';
import type { TextModel } from './text-models.ts';
import { Unwanted } from './unwanted.ts';

/** What a tokenizer gives: int64 tensors of the shape [1, tokens]. */
export interface Encoded {
  readonly input_ids: Tensor;
  readonly attention_mask: Tensor;
}

export interface Writing {
  readonly model: TextModel;
  readonly input: Encoded;
  readonly signal: AbortSignal;
  /** At most so many tokens are written. */
  readonly maxNewTokens: number;
  /** Without it the likeliest token is always taken. */
  readonly sampling?: Sampling;
  /** Settings by their names in `generation_config.json`. */
  readonly settings?: Readonly<Record<string, number>>;
  /** Is told the new text so far, after each token. */
  readonly written?: (text: string) => void;
  /** Asked before each token, ahead of sampling. */
  readonly processors?: readonly LogitsProcessor[];
  /** Asked after each token. */
  readonly stops?: readonly StoppingCriteria[];
}

export interface Written {
  /** The new text alone, without special tokens; a space that parts it from the prompt is kept. */
  readonly text: string;
  readonly tokens: number;
  /** It stopped since `maxNewTokens` were reached, not since the model was done. */
  readonly isCut: boolean;
}

/** Moderate values where a model's makers recommend none. */
const RecommendedSchema = z.object({
  temperature: z.number().positive().catch(0.7),
  top_k: z.number().int().positive().catch(50),
  top_p: z.number().positive().max(1).catch(1),
});
const EndSchema = z.object({
  eos_token_id: z
    .union([z.number(), z.array(z.number())])
    .nullish()
    .catch(undefined),
});
/** Tokens of the prompt that are decoded with the new ones, so that the first keeps its space. */
const LEAD_IN = 8;

/** A TextStreamer by its type alone: that one holds back each word until the next, and its first space. */
class ProgressStreamer extends TextStreamer {
  readonly #tell: (text: string) => void;
  readonly #tokens: bigint[] = [];
  #prompt: readonly bigint[] | undefined;

  constructor(tokenizer: PreTrainedTokenizer, tell: (text: string) => void) {
    super(tokenizer);
    this.#tell = tell;
  }

  /** Is given the prompt first, then one token at a time. */
  override put([tokens = []]: bigint[][]): void {
    if (this.#prompt === undefined) {
      this.#prompt = [...tokens]; // a copy, since generate() adds to its own
      return;
    }
    this.#tokens.push(...tokens);
    const text = newText(this.tokenizer, this.#prompt, this.#tokens);
    this.#tell(text.replace(/\uFFFD+$/u, '')); // half of a character whose bytes are in two tokens
  }

  override end(): void {}
}

/** @throws the signal's reason where it is aborted, at the next token */
export async function write(writing: Writing): Promise<Written> {
  const { model, input, signal, maxNewTokens, settings, stops = [] } = writing;
  signal.throwIfAborted();
  const output = await model.model.generate({
    ...input,
    ...settings,
    do_sample: false, // SeededSampling draws
    num_beams: 1,
    max_new_tokens: maxNewTokens,
    stopping_criteria: [new Unwanted(signal), ...stops],
    logits_processor: processorsOf(writing),
    ...streamerOf(writing),
  });
  signal.throwIfAborted();
  return toWritten(writing, output);
}

function processorsOf({ processors = [], sampling }: Writing): LogitsProcessorList {
  const list = new LogitsProcessorList();
  list.extend([...processors]);
  if (sampling !== undefined) {
    list.push(new SeededSampling(sampling));
  }
  return list;
}

/** None where nobody listens: it decodes all that was written after each token. */
function streamerOf({ model, signal, written }: Writing): { readonly streamer?: TextStreamer } {
  if (written === undefined) {
    return {};
  }
  const tell = (text: string) => signal.aborted || written(text);
  return { streamer: new ProgressStreamer(model.tokenizer, tell) };
}

function toWritten({ model, input, maxNewTokens }: Writing, output: unknown): Written {
  if (!(output instanceof Tensor)) {
    throw new Error('Tokens were expected.'); // only return_dict_in_generate gives something else
  }
  const sequence: readonly bigint[] = output.tolist()[0];
  // What an encoder read is not repeated; its decoder starts from one token.
  const start = model.model.config.is_encoder_decoder ? 1 : (input.input_ids.dims.at(-1) ?? 0);
  const tokens = sequence.slice(start);
  return {
    text: newText(model.tokenizer, sequence.slice(0, start), tokens),
    tokens: tokens.length,
    isCut: tokens.length >= maxNewTokens && !isEnd(model, tokens.at(-1)),
  };
}

function newText(
  tokenizer: PreTrainedTokenizer,
  prompt: readonly bigint[],
  tokens: readonly bigint[],
): string {
  const before = prompt.slice(-LEAD_IN);
  const whole = tokenizer.decode([...before, ...tokens], { skip_special_tokens: true });
  return whole.slice(tokenizer.decode([...before], { skip_special_tokens: true }).length);
}

function isEnd({ model }: TextModel, token: bigint | undefined): boolean {
  const config = EndSchema.parse({ ...model.config, ...model.generation_config });
  return [config.eos_token_id].flat().includes(Number(token));
}

/** As the model's makers recommend. */
export function recommendedSampling({ model }: TextModel, seed: number): Sampling {
  const { temperature, top_k, top_p } = RecommendedSchema.parse({ ...model.generation_config });
  return { seed, temperature, topK: top_k, topP: top_p };
}
