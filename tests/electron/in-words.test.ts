import { describe, expect, it } from 'vitest';
import { errorText, inWords, resultNoteText } from '../../electron/in-words.ts';
import { AppError, detail, toErrorReport } from '../../shared/errors.ts';

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

describe('an error in words', () => {
  const why = [detail('slot-missing', { slot: 'image' }), detail('no-labels')];
  const error = toErrorReport(AppError.of('INPUT_INVALID', { task: 'depth-estimation', why }));

  it('is its message in English', () => {
    expect(errorText(error, 'en')).toBe(error.message);
  });

  it('has our own reasons in Chinese, and a name as it is', () => {
    expect(errorText(error, 'zh-CN')).toBe(
      '“depth-estimation”无法使用给定的内容：缺少“image”；没有给出任何标签。',
    );
  });

  it('has the words of others as they are, with one full stop', () => {
    const failed = AppError.of('EXPERT_FAILED', { task: 't', model: 'M', why: 'No such layer.' });
    expect(errorText(toErrorReport(failed), 'zh-CN')).toBe('M 未能完成“t”：No such layer。');
  });

  it('has a reason that is not known any more as it was written', () => {
    const old = { code: 'long-gone', data: {}, text: 'the moon was full' };
    expect(errorText({ ...error, details: { why: [old] } }, 'zh-CN')).toContain(
      'the moon was full',
    );
  });
});
