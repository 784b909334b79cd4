import { describe, expect, it } from 'vitest';
import { inEnglish, resultNoteText } from '../../electron/english.ts';

const TABLE = {
  read: '{file} has {count, plural, one {# page} other {# pages}}.',
  stopped: 'It stopped.',
};

describe('a sentence in English', () => {
  it('has its values in their places', () => {
    const pages = (count: number) =>
      inEnglish(TABLE, { code: 'read', values: { file: 'a {b}.pdf', count } });
    expect(pages(1)).toBe('a {b}.pdf has 1 page.');
    expect(pages(1200)).toBe('a {b}.pdf has 1,200 pages.');
    expect(inEnglish(TABLE, { code: 'stopped' })).toBe('It stopped.');
  });

  it('is the text itself where there was only a text', () => {
    const text = 'It was <b>reduced</b> to {half}, wasn’t it?';
    expect(resultNoteText({ code: 'as-written', values: { text } })).toBe(text);
  });
});
