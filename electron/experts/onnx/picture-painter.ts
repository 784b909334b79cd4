// Janus as a maker of pictures: a language model that draws one picture token after another from its
// own probabilities, and a decoder that turns the tokens into pixels.

import { z } from 'zod';
import { detail } from '../../../shared/errors.ts';
import {
  AutoProcessor,
  BaseStreamer,
  LogitsProcessorList,
  MultiModalityCausalLM,
  type Processor,
  type RawImage,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertContext } from '../expert.ts';
import { modelName } from './model-name.ts';
import { readFamily, unusable } from './picture-reader.ts';
import { SeededSampling } from './sampling.ts';
import { Unwanted } from './unwanted.ts';

export interface PicturePainter {
  readonly model: MultiModalityCausalLM;
  readonly processor: Processor;
  /** Tokens of one picture, 576 in Janus: 24 rows of 24 patches. */
  readonly imageTokens: number;
}

/** How Transformers.js draws where a model says nothing else. */
const SAMPLING = { temperature: 1, topK: 50, topP: 1 };

const ProcessorSchema = z.object({ num_image_tokens: z.number().int().positive() });

/** @throws AppError MODEL_UNUSABLE where the model is not Janus */
export const picturePainter: Loader<PicturePainter> = {
  name: 'picture-painter',
  load: async (folder, options) => {
    const family = await readFamily(folder);
    if (family !== 'multi_modality') {
      throw unusable(modelName(folder), detail('no-picture-maker', { family }));
    }
    const [model, processor] = await Promise.all([
      MultiModalityCausalLM.from_pretrained(folder, options),
      AutoProcessor.from_pretrained(folder, options),
    ]);
    const { num_image_tokens: imageTokens } = ProcessorSchema.parse(processor.config);
    // from_pretrained is declared to give the base class, and gives the class it is called on.
    return { model: model as MultiModalityCausalLM, processor, imageTokens };
  },
  dispose: ({ model }) => model.dispose(),
};

export interface PictureWish {
  readonly prompt: string;
  readonly seed: number;
  readonly context: Pick<ExpertContext, 'signal' | 'progress'>;
}

/** @throws the signal's reason where it is aborted, at the next token */
export async function drawPicture(
  { model, processor, imageTokens }: PicturePainter,
  { prompt, seed, context: { signal, progress } }: PictureWish,
): Promise<RawImage> {
  const conversation = [{ role: userRole(processor), content: prompt }];
  const inputs = await processor(conversation, { chat_template: 'text_to_image' });
  const processors = new LogitsProcessorList();
  processors.push(new SeededSampling({ ...SAMPLING, seed }));
  const images = await drawn(signal, () =>
    model.generate_images({
      ...inputs,
      do_sample: false, // SeededSampling draws
      num_beams: 1,
      min_new_tokens: imageTokens,
      max_new_tokens: imageTokens,
      streamer: new TokenCounter((tokens) => progress({ fraction: tokens / imageTokens })),
      stopping_criteria: [new Unwanted(signal)],
      logits_processor: processors,
    }),
  );
  const image = images[0];
  if (image === undefined) {
    throw new Error('The model gave no picture.');
  }
  return image;
}

/** Janus-Pro was taught a mark for the person's turn, the first Janus a word. */
function userRole({ tokenizer }: Processor): string {
  const mark = '<|User|>';
  return tokenizer?.convert_tokens_to_ids(mark) === undefined ? 'User' : mark;
}

/** Of a drawing that was stopped half-way, the decoder fails as it may; that is not the failure to tell. */
async function drawn<Images>(signal: AbortSignal, draw: () => Promise<Images>): Promise<Images> {
  try {
    return await draw();
  } finally {
    signal.throwIfAborted();
  }
}

class TokenCounter extends BaseStreamer {
  readonly #counted: (tokens: number) => void;
  /** The prompt is handed over first, as one piece. */
  #pieces = -1;

  constructor(counted: (tokens: number) => void) {
    super();
    this.#counted = counted;
  }

  override put(): void {
    this.#pieces += 1;
    if (this.#pieces > 0) {
      this.#counted(this.#pieces);
    }
  }

  override end(): void {}
}
