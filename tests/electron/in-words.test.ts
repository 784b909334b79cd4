import { describe, expect, it } from 'vitest';
import { inWords, resultNoteText } from '../../electron/in-words.ts';

const TABLE = {
  read: '{file} has {count, plural, one {# page} other {# pages}}.',
  stopped: 'It stopped.',
};

describe('a sentence in words', () => {
  it('has its values in their places', () => {
    const pages = (count: number) =>
      inWords(TABLE, { code: 'read', values: { file: 'a {b}.pdf', count } }, 'en');
    expect(pages(1)).toBe('a {b}.pdf has 1 page.');
    expect(pages(1200)).toBe('a {b}.pdf has 1,200 pages.');
    expect(inWords(TABLE, { code: 'stopped' }, 'en')).toBe('It stopped.');
  });

  it('is in the language that is wanted', () => {
    const note = { code: 'speech-language', values: { language: 'de' } } as const;
    expect(resultNoteText(note)).toContain('German');
    expect(resultNoteText(note, 'zh-CN')).toBe('识别出的语言：德语。');
  });

  it('is the text itself where there was only a text', () => {
    const text = 'It was <b>reduced</b> to {half}, wasn’t it?';
    expect(resultNoteText({ code: 'as-written', values: { text } })).toBe(text);
  });
});
