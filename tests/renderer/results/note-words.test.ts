import { describe, expect, it } from 'vitest';
import { resultNoteText } from '../../../electron/in-words.ts';
import { useNoteWords } from '../../../renderer/results/use-note-words.ts';
import { RESULT_NOTES, type ResultNote, ResultNoteSchema } from '../../../shared/result-notes.ts';
import { spoken } from '../spoken.tsx';

const english = spoken('en', useNoteWords);
const chinese = spoken('zh-CN', useNoteWords);

/** One of each code, with a number for each placeholder. */
const ALL = Object.entries(RESULT_NOTES).map(([code, message]) => {
  const names = [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name);
  const values = Object.fromEntries(names.map((name) => [name, 2]));
  return ResultNoteSchema.parse(names.length === 0 ? { code } : { code, values });
});

describe('a note on a result', () => {
  it.each(ALL)('of the code $code is said whole, in English alike everywhere', (note) => {
    const text = resultNoteText(note);
    expect(text).not.toMatch(/[{}]/);
    expect(english(note)).toBe(text);
    expect(chinese(note)).not.toMatch(/[{}]/);
    expect(/\p{Script=Han}/u.test(chinese(note))).toBe(note.code !== 'as-written');
  });

  it('has numbers, sizes and languages as the language has them', () => {
    const frame: ResultNote = { code: 'video-frame', values: { seconds: 12.345 } };
    expect(english(frame)).toContain('(12.3 s)');
    expect(chinese(frame)).toBe('视频只看了一帧，取自中间（12.3 秒处）。');
    const people: ResultNote = { code: 'people-posed-of', values: { posed: 1, found: 2 } };
    expect(english(people)).toBe('Drawn from the joints of 1 person; 2 people were found.');
    const language: ResultNote = { code: 'speech-language', values: { language: 'de' } };
    expect(english(language)).toBe('The language was found to be: German.');
    expect(resultNoteText(language)).toBe('The language was found to be: German.');
    expect(chinese(language)).toBe('识别出的语言：德语。');
    const traffic: ResultNote = {
      code: 'provider-traffic',
      values: { provider: 'fal-ai', sentBytes: 1234, receivedBytes: 310_000 },
    };
    expect(resultNoteText(traffic)).toBe('By fal-ai: 1.2 kB sent, 310 kB received.');
    expect(english(traffic)).toBe('By fal-ai: 1.2 kB sent, 310 kB received.');
    expect(chinese(traffic)).toBe('经由 fal-ai：发送 1.2 kB，接收 310 kB。');
  });

  it('stays as it is where it was kept as a text', () => {
    const text = 'The picture was reduced to {0.5} of its <size>.';
    const note = ResultNoteSchema.parse(text);
    expect(english(note)).toBe(text);
    expect(chinese(note)).toBe(text);
    expect(resultNoteText(note)).toBe(text);
  });
});
