// A model that reads texts, together with its tokenizer, and what both say about themselves: labels, the
// longest sequence that it takes. How a text becomes sequences belongs to text-tokens.ts and text-sequences.ts.

import { z } from 'zod';
import {
  AutoTokenizer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '../../runner/inference.ts';
import type { Loader, LoadOptions } from '../../runner/models.ts';

export interface TextModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
}

interface ModelClass {
  readonly from_pretrained: (folder: string, options: LoadOptions) => Promise<PreTrainedModel>;
}

/** `name` tells apart the classes that a model is loaded by. */
export function textLoader(name: string, modelClass: ModelClass): Loader<TextModel> {
  return {
    name,
    load: async (folder, options) => ({
      tokenizer: await AutoTokenizer.from_pretrained(folder, { local_files_only: true }),
      model: await modelClass.from_pretrained(folder, options),
    }),
    dispose: ({ model }) => model.dispose(),
  };
}

/** What of a config.json these task types read; the Hub's models leave out most of it. */
const ConfigSchema = z
  .object({
    model_type: z.string().catch(''),
    max_position_embeddings: z.number().optional().catch(undefined),
    id2label: z.record(z.string(), z.string()).catch({}),
    problem_type: z.string().optional().catch(undefined),
  })
  .readonly();
type Config = z.infer<typeof ConfigSchema>;

export function configOf({ model }: TextModel): Config {
  return ConfigSchema.parse({ ...model.config });
}

/** As many names as the model has outputs, in their order. */
export function labelNames(text: TextModel, count: number): readonly string[] {
  const { id2label } = configOf(text);
  return Array.from({ length: count }, (_, i) => id2label[String(i)] ?? `LABEL_${i}`);
}

/** Tokens in a sequence, special ones included. More cost their square in memory. */
const MOST_TOKENS = 1024;
/** Where neither file says. */
const USUAL_TOKENS = 512;
/** Models whose positions start after that of padding, so that two of them are never used. */
const OFFSET_POSITIONS = /roberta|camembert|mpnet/;

/** The longest sequence that a model takes, in tokens. */
export function longestSequence(text: TextModel): number {
  const { model_type, max_position_embeddings } = configOf(text);
  const offset = OFFSET_POSITIONS.test(model_type) ? 2 : 0;
  const known = [
    text.tokenizer.model_max_length,
    (max_position_embeddings ?? Number.POSITIVE_INFINITY) - offset,
  ].filter((length) => length > 0 && length < 1_000_000); // "no limit" is written as a huge number
  return Math.min(MOST_TOKENS, ...(known.length > 0 ? known : [USUAL_TOKENS]));
}
