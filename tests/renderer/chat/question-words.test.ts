import { describe, expect, it } from 'vitest';
import { useQuestionWords } from '../../../renderer/chat/question-words.ts';
import type { Language } from '../../../renderer/words/languages.ts';
import type { Question } from '../../../shared/questions.ts';
import { spoken } from '../spoken.tsx';
import { asked, asks, DETECTION, install, SECOND, upload } from './asking-runs.ts';

function wordsOf(question: Question, language: Language = 'en') {
  const run = asked([DETECTION, SECOND], asks(question));
  return spoken(language, () => useQuestionWords(run)(question));
}

describe('a question about a download', () => {
  it('tells the model, what it is for, its size, its fit and its licence', () => {
    const { title, line, answers } = wordsOf(install({ tasks: [0, 1] }));
    expect(title).toBe('Download DETR?');
    expect(line).toBe(
      'For “Find objects” this model has to be downloaded: 89 MB, it fits in memory. Licence apache-2.0.',
    );
    expect(answers).toEqual([
      { word: 'no', text: 'Go on without' },
      { word: 'yes', text: 'Download and continue' },
    ]);
  });

  it('says what is tight and what is not known', () => {
    const unknown = { bytes: undefined, licence: undefined } as const;
    expect(wordsOf(install({ ...unknown, fit: 'tight' })).line).toContain(
      'size not known, it only just fits in memory. Its licence is not known.',
    );
    expect(wordsOf(install({ fit: undefined })).line).toContain('downloaded: 89 MB. Licence');
  });

  it('offers what is here, where something is', () => {
    const { line, answers } = wordsOf(install({ hasOther: true }));
    expect(line).toContain('It suits “Find objects” better than what is here');
    expect(answers).toContainEqual({ word: 'no', text: 'Use what is here' });
  });

  it('speaks Chinese', () => {
    const { title, line } = wordsOf(install(), 'zh-CN');
    expect(title).toBe('下载 DETR？');
    expect(line).toBe('“检测物体”需要先下载这个模型：89 MB，内存足够。许可证：apache-2.0。');
  });
});

describe('a question about an upload', () => {
  it('tells which file goes where, through whom, for what and with which model', () => {
    const { title, line, aside, answers } = wordsOf(upload());
    expect(title).toBe('Send photo.png to fal-ai?');
    expect(line).toBe(
      'photo.png (1.2 MB) would be sent to fal-ai, through router.huggingface.co, for “Find objects” with acme/painter.',
    );
    expect(aside).toContain('every file that would go to fal-ai');
    expect(answers.map(({ word, text, label }) => [word, label ?? text])).toEqual([
      ['never', 'Never send to fal-ai'],
      ['no', 'Don’t send'],
      ['always', 'Always send to fal-ai'],
      ['yes', 'Send'],
    ]);
  });

  it('names the host of an endpoint of one’s own once', () => {
    const { line } = wordsOf(upload({ provider: 'box.example', host: 'box.example' }));
    expect(line).toContain('would be sent to box.example for');
    expect(line).not.toContain('through');
  });
});
