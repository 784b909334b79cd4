import { describe, expect, it } from 'vitest';
import {
  contentStems,
  isStopWord,
  splitWords,
  stem,
} from '../../../../electron/experts/builtin/words.ts';

describe('splitWords', () => {
  it('leaves out punctuation and emoji and keeps offsets', () => {
    const text = '¡Hola, “señor” 😀 3.5!';
    const words = splitWords(text);
    expect(words.map((word) => word.text)).toEqual(['Hola', 'señor', '3.5']);
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(['Hola', 'señor', '3.5']);
  });
});

describe('stem', () => {
  it('gives the inflections of a word one form', () => {
    expect(new Set(['walk', 'Walks', 'walked', 'walking', 'WALK’S'].map(stem)).size).toBe(1);
  });

  it('leaves words of other scripts whole', () => {
    expect(stem('喝茶')).toBe('喝茶');
    expect(stem('Straßen')).toBe('straßen');
  });
});

describe('contentStems', () => {
  it('leaves out the words that only build the sentence', () => {
    expect(contentStems('The dogs are in the garden.')).toEqual(['dog', 'garden']);
    expect(isStopWord('The')).toBe(true);
    expect(isStopWord('garden')).toBe(false);
  });
});
