// How many tokens a text takes, without the model's own tokenizer: letters of alphabets share tokens,
// characters of Chinese, Japanese and Korean mostly have one each.

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

function tokens(text: string, perLetter: number, perWide: number): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return Math.ceil((text.length - wide) * perLetter + wide * perWide);
}

/** No usual tokenizer needs fewer for prose: what is too long by this is too long. */
export function leastTokens(text: string): number {
  return tokens(text, 1 / 5, 1 / 2);
}

/** Hardly any tokenizer needs more for prose: what fits by this fits. */
export function mostTokens(text: string): number {
  return tokens(text, 1 / 2.5, 3 / 2);
}
