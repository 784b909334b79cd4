// Which way a model that reads pictures and writes about them is loaded and asked, by the `model_type`
// of its configuration. What is asked of it belongs to the task types.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import {
  AutoModelForImageTextToText,
  AutoProcessor,
  AutoTokenizer,
  Florence2ForConditionalGeneration,
  type ImageToTextPipeline,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Processor,
  pipeline,
} from '../../runner/inference.ts';
import type { Loader, LoadOptions } from '../../runner/models.ts';
import { modelName } from './model-name.ts';

/** Whether the processor of a chat model takes the text or the picture first. */
const CHAT_FAMILIES: ReadonlyMap<string, 'text' | 'picture'> = new Map([
  ['idefics3', 'text'],
  ['smolvlm', 'text'],
  ['qwen2_vl', 'text'],
  ['qwen2_5_vl', 'text'],
  ['qwen3_vl', 'text'],
  ['llava', 'picture'],
  ['lfm2_vl', 'picture'],
] as const);

interface Parts {
  /** For the person: the Hub's id where it came from there. */
  readonly name: string;
  readonly model: PreTrainedModel;
  readonly tokenizer: PreTrainedTokenizer;
  readonly processor: Processor;
}

/** An encoder of pictures and a decoder that writes about them: ViT with GPT-2, TrOCR, Donut. */
export interface EncoderDecoder {
  readonly kind: 'encoder-decoder';
  readonly name: string;
  readonly describer: ImageToTextPipeline;
}

/** Florence-2, which is asked by fixed prompts such as `<CAPTION>`. */
export interface Florence extends Parts {
  readonly kind: 'florence';
}

/** A model that talks about pictures. */
export interface PictureChat extends Parts {
  readonly kind: 'chat';
  readonly first: 'text' | 'picture';
}

export type PictureReader = EncoderDecoder | Florence | PictureChat;

/** @throws AppError MODEL_UNUSABLE where the model is of a family that is not served here */
export const pictureReader: Loader<PictureReader> = {
  name: 'picture-reader',
  load: async (folder, options) => {
    const family = await readFamily(folder);
    if (family === 'vision-encoder-decoder') {
      const describer = await pipeline('image-to-text', folder, options);
      return { kind: 'encoder-decoder', name: modelName(folder), describer };
    }
    if (family === 'florence2') {
      return {
        kind: 'florence',
        ...(await loadParts(folder, options, Florence2ForConditionalGeneration)),
      };
    }
    const first = CHAT_FAMILIES.get(family);
    if (first === undefined) {
      throw unusable(modelName(folder), detail('no-picture-reader', { family }));
    }
    return {
      kind: 'chat',
      first,
      ...(await loadParts(folder, options, AutoModelForImageTextToText)),
    };
  },
  dispose: async (reader) =>
    reader.kind === 'encoder-decoder' ? reader.describer.dispose() : reader.model.dispose(),
};

/** Where a model can't do what is asked of it. */
export function unusable(model: string, why: ErrorDetail): AppError {
  return AppError.of('MODEL_UNUSABLE', { model, why });
}

const ConfigSchema = z.object({ model_type: z.string() });

/** The `model_type` of a model's configuration, or `unknown`. */
export async function readFamily(folder: string): Promise<string> {
  const config = ConfigSchema.safeParse(
    JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')),
  );
  return config.success ? config.data.model_type : 'unknown';
}

interface ModelClass {
  readonly from_pretrained: (folder: string, options: LoadOptions) => Promise<PreTrainedModel>;
}

async function loadParts(folder: string, options: LoadOptions, model: ModelClass): Promise<Parts> {
  const [loaded, tokenizer, processor] = await Promise.all([
    model.from_pretrained(folder, options),
    AutoTokenizer.from_pretrained(folder, options),
    AutoProcessor.from_pretrained(folder, options),
  ]);
  return { name: modelName(folder), model: loaded, tokenizer, processor };
}
