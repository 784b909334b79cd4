// A description as numbers of a text encoder: tokens between a start and an end, cut at the length that the
// encoder takes and filled up to it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AutoTokenizer, type PreTrainedTokenizer } from '../inference.ts';
import { openClipTokenizer } from './clip-tokenizer.ts';
import { isThere } from './networks.ts';

export interface Tokens {
  /** As many as the encoder takes. */
  readonly ids: readonly number[];
  /** How many of them are no filling. */
  readonly count: number;
  /** The last words that are in them, where there were more. */
  readonly cutAfter?: string;
}

export type Words = (text: string) => Tokens;

const TokenSchema = z.union([
  z.string(),
  z.looseObject({ content: z.string() }).transform(({ content }) => content),
]);
const TokenizerConfigSchema = z.looseObject({
  model_max_length: z.number().positive().optional().catch(undefined),
  pad_token: TokenSchema.nullish().catch(undefined),
  added_tokens_decoder: z.unknown().optional(),
});
const SpecialTokensSchema = z.looseObject({ pad_token: TokenSchema.nullish().catch(undefined) });

/** CLIP's, where neither tokenizer nor encoder says another. */
const CLIP_LENGTH = 77;
/** Characters of the last words that are told. */
const TOLD = 40;

/** @param lengths of the encoder, as far as they are known */
export async function openWords(
  folder: string,
  lengths: readonly (number | undefined)[],
): Promise<Words> {
  const config = TokenizerConfigSchema.parse(await readJson(folder, 'tokenizer_config.json'));
  const hasOwn = await isThere(join(folder, 'tokenizer.json'));
  const tokenizer: PreTrainedTokenizer = hasOwn
    ? await AutoTokenizer.from_pretrained(folder, { local_files_only: true })
    : await openClipTokenizer(folder, config);
  const known = [config.model_max_length, ...lengths].filter((length) => length !== undefined);
  const length = Math.min(...known.filter((each) => each < 10_000), Number.POSITIVE_INFINITY);
  const filling = await fillingOf(folder, config, tokenizer);
  return (text) =>
    toTokens(tokenizer, text, {
      length: Number.isFinite(length) ? length : CLIP_LENGTH,
      filling,
    });
}

interface Frame {
  readonly length: number;
  readonly filling: number;
}

function toTokens(
  tokenizer: PreTrainedTokenizer,
  text: string,
  { length, filling }: Frame,
): Tokens {
  const all = tokenizer.encode(text);
  if (all.length <= length) {
    const rest = Array.from({ length: length - all.length }, () => filling);
    return { ids: [...all, ...rest], count: all.length };
  }
  const kept = all.slice(0, length - 1);
  const words = tokenizer.decode(kept, { skip_special_tokens: true }).trim();
  const cutAfter = words.length > TOLD ? `…${words.slice(-TOLD).trimStart()}` : words;
  return { ids: [...kept, all.at(-1) ?? filling], count: length, cutAfter };
}

/** special_tokens_map.json came before tokens were listed in the configuration, and goes before it there. */
async function fillingOf(
  folder: string,
  config: z.infer<typeof TokenizerConfigSchema>,
  tokenizer: PreTrainedTokenizer,
): Promise<number> {
  const map = SpecialTokensSchema.parse(await readJson(folder, 'special_tokens_map.json'));
  const older = config.added_tokens_decoder === undefined ? map.pad_token : undefined;
  const token = older ?? config.pad_token ?? map.pad_token;
  const [id] = typeof token === 'string' ? [tokenizer.convert_tokens_to_ids(token)] : [];
  return typeof id === 'number' ? id : (tokenizer.encode('').at(-1) ?? 0);
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file);
  return (await isThere(path)) ? JSON.parse(await readFile(path, 'utf8')) : {};
}
