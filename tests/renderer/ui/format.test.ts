import { describe, expect, test } from 'vitest';
import { type Format, useFormat } from '../../../renderer/ui/format.ts';
import { spoken } from '../spoken.tsx';

const english = spoken('en', useFormat);
const chinese = spoken('zh-CN', useFormat);

describe('a list', () => {
  test.each<readonly [string, Format, string]>([
    ['English', english, 'CUDA, WebGPU, CPU'],
    ['Chinese', chinese, 'CUDA、WebGPU、CPU'],
  ])('has something between its items in %s', (_, { list }, expected) => {
    expect(list(['CUDA', 'WebGPU', 'CPU'])).toBe(expected);
  });

  test.each<readonly [string, Format, string]>([
    ['English', english, 'CUDA and WebGPU'],
    ['Chinese', chinese, 'CUDA、WebGPU'],
  ])('of names reads on in a sentence in %s', (_, { names }, expected) => {
    expect(names(['CUDA', 'WebGPU'])).toBe(expected);
  });
});

describe('a size', () => {
  test.each([
    [1, '1 byte', '1 B'],
    [262, '262 bytes', '262 B'],
    [1400, '1.4 kB', '1.4 kB'],
    [29_600_000, '30 MB', '30 MB'],
  ])('of %i bytes has a space before its unit', (bytes, inEnglish, inChinese) => {
    expect([english.bytes(bytes), chinese.bytes(bytes)]).toEqual([inEnglish, inChinese]);
  });
});

test('sentences stand apart as each language has it', () => {
  expect(english.sentences('One.', 'Two.')).toBe('One. Two.');
  expect(chinese.sentences('一。', '二。')).toBe('一。二。');
});
