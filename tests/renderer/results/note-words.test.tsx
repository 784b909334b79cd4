import { describe, expect, it } from 'vitest';
import { resultNoteText } from '../../../electron/english.ts';
import { useNoteWords } from '../../../renderer/results/use-note-words.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { spoken } from '../spoken.tsx';

const NOTE: ResultNote = { code: 'video-frame', values: { seconds: 12.345 } };

describe('a note on a result', () => {
  it('is in the language of the screen, in English as everywhere else', () => {
    expect(spoken('en', useNoteWords)(NOTE)).toBe(resultNoteText(NOTE));
    expect(spoken('zh-CN', useNoteWords)(NOTE)).toBe('视频只看了一帧，取自中间（12.3 秒处）。');
  });

  it('stays as it is where it was kept as a text', () => {
    const text = 'The picture was reduced to {0.5} of its <size>.';
    const note: ResultNote = { code: 'as-written', values: { text } };
    expect(spoken('en', useNoteWords)(note)).toBe(text);
    expect(spoken('zh-CN', useNoteWords)(note)).toBe(text);
  });
});
