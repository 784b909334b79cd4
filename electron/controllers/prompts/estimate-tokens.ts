// How many tokens a text is for a language model, near enough to keep within a window. Each family of
// models cuts text in its own way; none is loaded for this.

import type { ChatMessage } from '../chat.ts';

/** Han, Kana, Hangul and their punctuation: about one token each. */
const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303f\uff00-\uffef]/gu;
const CHARACTERS_PER_TOKEN = 4;
/** What the markers of a role take. */
const TOKENS_PER_MESSAGE = 4;
/** A picture of about a megapixel. */
const TOKENS_PER_IMAGE = 765;

export function estimateTokens(text: string): number {
  const wide = text.match(WIDE) ?? [];
  const narrow = text.length - wide.join('').length;
  return wide.length + Math.ceil(narrow / CHARACTERS_PER_TOKEN);
}

export function estimateMessages(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, { text, images = [] }) =>
      sum + estimateTokens(text) + images.length * TOKENS_PER_IMAGE + TOKENS_PER_MESSAGE,
    0,
  );
}
