// The models that write text, as their task types load and measure them: causal language models, and
// encoders with decoders. How they write belongs to generation.ts.

import { z } from 'zod';
import {
  AutoModelForCausalLM,
  AutoModelForSeq2SeqLM,
  AutoTokenizer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '../../runner/inference.ts';
import type { Loader, LoadOptions } from '../../runner/models.ts';
import { contextTokensOf } from './context-tokens.ts';

export interface TextModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  readonly config: TextConfig;
  /** Absolute path of its folder. */
  readonly folder: string;
}

/** What of `config.json` matters here. */
const TextConfigSchema = z
  .object({
    model_type: z.string(),
    _name_or_path: z.string().optional().catch(undefined),
    /** Goes before every text. */
    prefix: z.string().nullish().catch(undefined),
    /** By task, such as `summarization` or `translation_en_to_de`; T5 names its prefixes here. */
    task_specific_params: z
      .record(z.string(), z.object({ prefix: z.string().optional() }).loose())
      .nullish()
      .catch(undefined),
  })
  .readonly();
export type TextConfig = z.infer<typeof TextConfigSchema>;

/** Shared by text-generation, conversational and chat. */
export const causalModel: Loader<TextModel> = {
  name: 'causal language model',
  load: (folder, options) => loadTextModel(AutoModelForCausalLM, folder, options),
  dispose: ({ model }) => model.dispose(),
};

/** Shared by summarization, translation and text2text-generation. */
export const seq2seqModel: Loader<TextModel> = {
  name: 'text-to-text model',
  load: (folder, options) => loadTextModel(AutoModelForSeq2SeqLM, folder, options),
  dispose: ({ model }) => model.dispose(),
};

async function loadTextModel(
  kind: typeof AutoModelForCausalLM | typeof AutoModelForSeq2SeqLM,
  folder: string,
  options: LoadOptions,
): Promise<TextModel> {
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const model = await kind.from_pretrained(folder, options);
  return { tokenizer, model, config: TextConfigSchema.parse(model.config), folder };
}

/** Tokens that the model can look at, or Infinity where neither its config nor its tokenizer says. */
export function contextLength({ model, tokenizer }: TextModel): number {
  const known = contextTokensOf({ ...model.config }, tokenizer.model_max_length);
  return known ?? Number.POSITIVE_INFINITY;
}

/** Tokens of a text, with those that the tokenizer puts around it. */
export function countTokens({ tokenizer }: TextModel, text: string): number {
  return tokenizer(text).input_ids.dims.at(-1) ?? 0;
}
