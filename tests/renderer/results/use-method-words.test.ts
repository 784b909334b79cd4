import { expect, test } from 'vitest';
import { useMethodWords } from '../../../renderer/results/use-method-words.ts';
import { spoken } from '../spoken.tsx';

test.each([
  ['en', 'random-forest', 'random forest (Yggdrasil Decision Forests)'],
  ['zh-CN', 'random-forest', '随机森林（Yggdrasil Decision Forests）'],
  ['zh-CN', 'cosine of sentence embeddings', 'cosine of sentence embeddings'],
] as const)('in %s the method %s is called %s', (language, method, expected) => {
  expect(spoken(language, useMethodWords)(method)).toBe(expected);
});
