// How many tokens a language model can look at, by its config.json and its tokenizer. Plain reading, so
// that the engine can ask it too.

import { z } from 'zod';

const LengthSchema = z.number().positive().optional().catch(undefined);
/** Families name the length of their context differently. */
const LengthsSchema = z.object({
  max_position_embeddings: LengthSchema,
  n_positions: LengthSchema,
  n_ctx: LengthSchema,
  max_sequence_length: LengthSchema,
});
const ConfigSchema = LengthsSchema.extend({
  /** Of models that read more than text. */
  text_config: LengthsSchema.optional().catch(undefined),
});

/** `model_max_length` of tokenizers that know no end is 10³⁰. */
const ENDLESS = 1e9;

/** Undefined where neither says. */
export function contextTokensOf(config: unknown, tokenizerLimit: unknown): number | undefined {
  const { text_config, ...own } = ConfigSchema.parse(config);
  const said = lengthOf(own) ?? (text_config && lengthOf(text_config));
  const limit = LengthSchema.parse(tokenizerLimit);
  return said ?? (limit !== undefined && limit < ENDLESS ? limit : undefined);
}

function lengthOf(lengths: z.infer<typeof LengthsSchema>): number | undefined {
  const { max_position_embeddings, n_positions, n_ctx, max_sequence_length } = lengths;
  return max_position_embeddings ?? n_positions ?? n_ctx ?? max_sequence_length;
}
