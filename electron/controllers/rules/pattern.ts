// How a phrase of a rule is written, and its translation into a regular expression over a token line.
//
//   summarise the text      these words in a row
//   (find|detect) objects   alternatives
//   [the] picture           a word that may be missing
//   make .. video           up to five words between, no stop among them
//   make ... video          up to ten words and commas between
//   make ~ video            up to four words of one phrase between: no preposition, no "and"
//   ^ what is               at the start of a sentence, or after a comma or an "and"
//   ^^ which                at the start of a sentence alone
//   summar*                 a word that begins so
//   detect+                 a verb in any of its regular forms
//   {image}                 a list of words of that name, with the files that are such
//
// Chinese phrases are written without spaces: `把..读给` with up to twelve characters in the gap.

import { formsOf } from './inflect.ts';

export type WordLists = Readonly<Record<string, string>>;

const GAP = '(?: [^ ,.?!;:]+){0,5}?';
const PHRASE_GAP =
  '(?: (?!(?:of|from|for|about|in|on|with|to|into|based|using|by|that|which|and|or|my|our|your|his|her|their)(?= ))[^ ,.?!;:]+){0,4}?';
const START = '(?<=^|[,.?!;:]|@quote|and|also|then|so|but)';
const SENTENCE_START = '(?<=^|[.?!:]|@quote)';
const WIDE_GAP = '(?: [^ .?!;]+){0,10}?';
const HAN_GAP = '[^,.?!;]{0,12}?';

/** One expression for all phrases; it matches from the space before the first word. */
export function compilePhrases(phrases: readonly string[], lists: WordLists): RegExp {
  const alternatives = phrases.map((phrase) => translate(expand(phrase, lists)));
  return new RegExp(`(?:${alternatives.join('|')})`, 'gu');
}

/** @throws Error where a phrase names a list that there is not: a mistake in the rules. */
function expand(phrase: string, lists: WordLists): string {
  return phrase.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const words = lists[name];
    if (words === undefined) {
      throw new Error(`the phrase "${phrase}" names the list ${name}, which there is not`);
    }
    return `(${expand(words, lists)})`;
  });
}

function translate(phrase: string): string {
  if (/\p{Script=Han}/u.test(phrase)) {
    return phrase.replaceAll('(', '(?:').replaceAll('@', ' ?@').replaceAll('..', HAN_GAP);
  }
  return `${splitPieces(phrase).map(translatePiece).join('')}(?= )`;
}

/** Splits at spaces that are in no bracket. */
function splitPieces(phrase: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (const character of phrase) {
    depth += '([{'.includes(character) ? 1 : 0;
    depth -= ')]}'.includes(character) ? 1 : 0;
    if (character === ' ' && depth === 0) {
      pieces.push(piece);
      piece = '';
    } else {
      piece += character;
    }
  }
  return [...pieces, piece].filter((each) => each !== '');
}

function translatePiece(piece: string): string {
  if (piece === '..') {
    return GAP;
  }
  if (piece === '...') {
    return WIDE_GAP;
  }
  if (piece === '~') {
    return PHRASE_GAP;
  }
  if (piece === '^^') {
    return SENTENCE_START;
  }
  if (piece === '^') {
    return START;
  }
  const words = piece
    .replace(/([a-z]+)\+/g, (_, verb: string) => `(${formsOf(verb).join('|')})`)
    .replaceAll('*', "[a-z'-]*")
    .replaceAll('(', '(?:')
    .replace(/^\[|\]$/g, '');
  return piece.startsWith('[') ? `(?: (?:${words}))?` : ` (?:${words})`;
}
