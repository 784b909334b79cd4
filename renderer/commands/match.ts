// How well what was typed fits the names of a command: words in any order, at the beginning of words or within,
// and as the last resort its letters in their order. Pure.

/** Names are compared without case, accents and signs. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What letters alone cost: more than any words that fit. */
const LETTERS_ALONE = 10;

/**
 * @param names of one thing, in all languages
 * @returns 0 for the best; undefined where it does not fit
 */
export function misfit(typed: string, names: readonly string[]): number | undefined {
  const words = plain(typed).split(' ').filter(Boolean);
  const plainNames = names.map(plain);
  const inOne = least(plainNames.map((name) => wordsMisfit(words, [name])));
  const inSeveral = inOne ?? wordsMisfit(words, plainNames);
  if (inSeveral !== undefined) {
    return inOne ?? inSeveral + 1;
  }
  const letters = words.join('');
  return least(plainNames.map((name) => lettersMisfit(letters, name)));
}

/** On the average of the words, each in the name that it fits best; undefined where one fits in none. */
function wordsMisfit(words: readonly string[], names: readonly string[]): number | undefined {
  const costs = words.map((word) => least(names.map((name) => wordMisfit(word, name))));
  return costs.every((cost) => cost !== undefined)
    ? costs.reduce((sum, cost) => sum + cost, 0) / Math.max(1, words.length)
    : undefined;
}

function wordMisfit(word: string, name: string): number | undefined {
  if (name.startsWith(word)) {
    return name === word ? 0 : 1;
  }
  return name.includes(` ${word}`) ? 2 : name.includes(word) ? 3 : undefined;
}

/** In their order, each as early as it comes; the first of them begins a word. Two fit nearly everything. */
function lettersMisfit(letters: string, name: string): number | undefined {
  const [first = '', ...rest] = letters;
  const begin = ` ${name}`.indexOf(` ${first}`);
  if (begin < 0 || rest.length < 2) {
    return undefined;
  }
  let at = begin;
  for (const letter of rest) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) {
      return undefined;
    }
  }
  const gaps = at - begin - rest.length;
  return LETTERS_ALONE + gaps;
}

function least(costs: readonly (number | undefined)[]): number | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
