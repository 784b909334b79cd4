// Cuts a text into the tokens of a model, each with its offsets. It is cut at white space first, so
// that offsets stay exact however often a word comes, and a text of any length can be read.

import type { PreTrainedTokenizer } from '../../runner/inference.ts';
import { alignPieces, type PieceForm } from './character-offsets.ts';

/** Offsets in UTF-16 code units of the text, end exclusive. */
export interface TextToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
  /** It goes on with the word of the token before it. */
  readonly continues: boolean;
}

/** Words with the white space before them; a longer word is read in parts. */
const STRETCH = /\s*\S{1,200}/gu;
/** Scripts that write no spaces, where letters that touch say nothing. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

interface Pieces {
  readonly ids: readonly number[];
  readonly pieces: readonly string[];
}

export function tokensOf(tokenizer: PreTrainedTokenizer, text: string): readonly TextToken[] {
  const form = formOf(tokenizer);
  const known = new Map<string, Pieces>();
  const tokens: TextToken[] = [];
  for (const { 0: stretch, index } of text.matchAll(STRETCH)) {
    const read = known.get(stretch) ?? piecesOf(tokenizer, stretch);
    known.set(stretch, read);
    const offsets = alignPieces(stretch, read.pieces, form);
    for (const [i, piece] of read.pieces.entries()) {
      const { start, end } = offsets[i] ?? { start: 0, end: 0 };
      const continues = i > 0 && goesOn(piece, stretch, start);
      tokens.push({ id: read.ids[i] ?? 0, start: index + start, end: index + end, continues });
    }
  }
  return tokens;
}

function piecesOf(tokenizer: PreTrainedTokenizer, stretch: string): Pieces {
  const ids = tokenizer.encode(stretch, { add_special_tokens: false });
  const pieces = tokenizer.tokenize(stretch);
  if (ids.length !== pieces.length) {
    throw new Error(`The tokenizer makes ${ids.length} ids and ${pieces.length} pieces of a text.`);
  }
  return { ids, pieces };
}

function formOf(tokenizer: PreTrainedTokenizer): PieceForm {
  return {
    isByteLevel: tokenizer.tokenize('é').join('').includes('Ã'), // its first byte, as GPT-2 writes it
    unknown: tokenizer.unk_token ?? '',
  };
}

/** WordPiece says so; elsewhere two letters that touch belong to one word. */
function goesOn(piece: string, stretch: string, start: number): boolean {
  const [before, after] = [stretch.slice(0, start), stretch.slice(start)];
  const touches = /[\p{L}\p{N}\p{M}]$/u.test(before) && /^[\p{L}\p{N}\p{M}]/u.test(after);
  return piece.startsWith('##') || (touches && !UNSPACED.test(stretch));
}
