import { describe, expect, test } from 'vitest';
import { useReasonWords } from '../../../renderer/graph/use-reason-words.ts';
import type { Reason } from '../../../shared/reasons.ts';
import { spoken } from '../spoken.tsx';

const words = {
  english: spoken('en', useReasonWords),
  chinese: spoken('zh-CN', useReasonWords),
};

function said(reasons: readonly Reason[]) {
  const reasoned = { reason: 'Never read where there are codes.', reasons };
  return [words.english(reasoned), words.chinese(reasoned)];
}

describe('why a task has its model', () => {
  test('is said in the language of the screen, without what has no words in it', () => {
    expect(
      said([
        { code: 'builtin' },
        { code: 'description', text: 'Reads printed text.' },
        { code: 'record', succeeded: 3, attempts: 4 },
        { code: 'only' },
      ]),
    ).toEqual([
      'Built in, nothing to download. Reads printed text. It succeeded in 3 of 4 tasks here. It is the only model here for this task.',
      '内置，无需下载。在这里的 4 个任务中成功了 3 个。这里只有它能完成此任务。',
    ]);
  });

  test('says what would have to be fetched, and whether it fits', () => {
    expect(said([{ code: 'to-fetch', bytes: 3_900_000, fit: 'fits' }])).toEqual([
      'Not on this machine: 3.9 MB to fetch, fits.',
      '不在这台电脑上：需下载 3.9 MB，内存足够。',
    ]);
    expect(said([{ code: 'to-fetch' }])[0]).toBe('Not on this machine: to be fetched.');
  });

  test('says what keeps a pinned model from it', () => {
    const obstacle = { code: 'memory', neededBytes: 3e9, freeBytes: 1e9 } as const;
    expect(said([{ code: 'pin-impossible', model: 'a/b', obstacle }])).toEqual([
      'You pinned a/b, which can’t do it now. It needs 3 GB of memory, 1 GB are free.',
      '你固定的 a/b 现在无法使用。需要 3 GB 内存，空闲 1 GB。',
    ]);
    expect(said([{ code: 'pin-impossible', model: 'a/b' }])[1]).toContain('不在这台电脑上');
  });

  test('stays as it was told where there are no codes', () => {
    expect(words.chinese({ reason: 'It knows birds.' })).toBe('It knows birds.');
  });
});
