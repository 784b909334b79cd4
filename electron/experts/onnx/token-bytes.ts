// The bytes that each token of a model stands for, from its tokenizer.json. Kinds of tokenizers whose
// tokens do not simply follow one another in the text are refused, since a form can't be held with them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, detail } from '../../../shared/errors.ts';

/** By token id; undefined for what is never written in a text: special tokens, gaps, control characters. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

const DecoderSchema = z.object({
  type: z.string(),
  decoders: z.array(z.object({ type: z.string() })).optional(),
});
const TokenizerSchema = z.object({
  added_tokens: z.array(z.object({ id: z.number() })).default([]),
  decoder: DecoderSchema.nullish(),
  model: z.object({
    vocab: z.union([
      z.record(z.string(), z.number()),
      z.array(z.tuple([z.string(), z.number()]).rest(z.unknown())),
    ]),
  }),
});
type TokenizerFile = z.infer<typeof TokenizerSchema>;

const FIRST_PRINTABLE = 0x20;
const encoder = new TextEncoder();

/** @throws AppError MODEL_UNUSABLE where its kind of tokenizer is not known here */
export async function readTokenBytes(folder: string, model: string): Promise<TokenBytes> {
  const text = await readFile(join(folder, 'tokenizer.json'), 'utf8');
  const parsed = TokenizerSchema.safeParse(JSON.parse(text));
  const toBytes = parsed.success ? decodingOf(parsed.data) : undefined;
  if (!parsed.success || toBytes === undefined) {
    const why = detail('tokenizer-unknown');
    throw AppError.of('MODEL_UNUSABLE', { model, why });
  }
  return bytesOfAll(parsed.data, toBytes);
}

function bytesOfAll(
  { model: { vocab }, added_tokens }: TokenizerFile,
  toBytes: (piece: string) => Uint8Array | undefined,
): TokenBytes {
  const bytes: (Uint8Array | undefined)[] = [];
  const pieces = Array.isArray(vocab)
    ? vocab.map(([piece], id) => [piece, id] as const)
    : Object.entries(vocab);
  for (const [piece, id] of pieces) {
    const made = toBytes(piece);
    // JSON has no control characters in texts, and is written without line breaks here.
    bytes[id] = made?.every((byte) => byte >= FIRST_PRINTABLE) ? made : undefined;
  }
  for (const { id } of added_tokens) {
    bytes[id] = undefined;
  }
  return Array.from(bytes, (made) => (made?.length ? made : undefined));
}

type Decoding = (piece: string) => Uint8Array | undefined;

function decodingOf({ decoder }: TokenizerFile): Decoding | undefined {
  const steps = decoder ? (decoder.decoders ?? [decoder]).map(({ type }) => type) : [];
  if (steps.includes('ByteLevel')) {
    return bytesOfLetters;
  }
  if (steps.some((step) => !PLAIN_STEPS.has(step)) || steps.length === 0) {
    return undefined;
  }
  const isSpaced = steps.includes('Metaspace') || steps.includes('Replace');
  const spaced = (piece: string) => encoder.encode(isSpaced ? piece.replaceAll('▁', ' ') : piece);
  return steps.includes('ByteFallback')
    ? (piece) => (BYTE.test(piece) ? Uint8Array.of(Number(piece.slice(1, -1))) : spaced(piece))
    : spaced;
}

/** Steps of SentencePiece's family; `Replace` writes "▁" as a space there. */
const PLAIN_STEPS = new Set(['ByteFallback', 'Fuse', 'Metaspace', 'Replace', 'Strip']);
const BYTE = /^<0x[0-9A-F]{2}>$/;

/** GPT-2 writes a byte as itself where it can be seen, and else as one of the letters from 256 on. */
const LETTERS: readonly string[] = byteLetters();
const BYTES_OF_LETTERS = new Map(LETTERS.map((letter, byte) => [letter, byte]));

function byteLetters(): readonly string[] {
  const isSeen = (byte: number) =>
    (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad && byte <= 0xff);
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const code = isSeen(byte) ? byte : 256 + hidden;
    hidden += isSeen(byte) ? 0 : 1;
    return String.fromCharCode(code);
  });
}

function bytesOfLetters(piece: string): Uint8Array | undefined {
  const bytes = [...piece].map((letter) => BYTES_OF_LETTERS.get(letter));
  return bytes.includes(undefined) ? undefined : Uint8Array.from(bytes, (byte) => byte ?? 0);
}

/** As GPT-2 would write them; empty for what is never written. */
export function toLetters(tokens: TokenBytes): readonly string[] {
  return tokens.map((bytes) => Array.from(bytes ?? [], (byte) => LETTERS[byte] ?? '').join(''));
}

/** The token that is a byte alone, by byte. */
export function byteTokens(tokens: TokenBytes): readonly (number | undefined)[] {
  const found: (number | undefined)[] = Array.from({ length: 256 });
  for (const [id, bytes] of tokens.entries()) {
    const [byte] = bytes ?? [];
    if (byte !== undefined && bytes?.length === 1) {
      found[byte] ??= id;
    }
  }
  return found;
}
