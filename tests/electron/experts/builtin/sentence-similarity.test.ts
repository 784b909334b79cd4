import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  sentenceSimilarity,
  wordingSimilarity,
} from '../../../../electron/experts/builtin/sentence-similarity.ts';
import { performOn } from './text-tasks.ts';

describe('wordingSimilarity', () => {
  it.each([
    ['The cat sat on the mat.', 'the  CAT sat on the mat'],
    ['😀', '😀'],
    ['喝茶', '喝茶。'],
  ])('is 1 for %j and %j', (a, b) => {
    expect(wordingSimilarity(a, b)).toBe(1);
  });

  it.each([
    ['The dog chased the cats.', 'The cats were chased by the dog.'],
    ['She walked home quickly.', 'She is walking home quick.'],
    ['The organisation closed its office.', 'The organization closes its offices.'],
  ])('is high for the reworded %j and %j', (a, b) => {
    expect(wordingSimilarity(a, b)).toBeGreaterThan(0.8);
  });

  it.each([
    ['A man is playing a guitar.', 'Volcanoes erupt in Iceland.'],
    ['The invoice is due on Friday.', 'The otter swims in the river.'],
    ['我喜欢喝茶', '火车明天出发'],
    ['😀', '😡'],
    ['😀', 'Hello'],
  ])('is near 0 for the unrelated %j and %j', (a, b) => {
    expect(wordingSimilarity(a, b)).toBeLessThan(0.1);
  });

  it('ranks a small change above a large one', () => {
    const close = wordingSimilarity('The red car is fast.', 'The red car is slow.');
    const far = wordingSimilarity('The red car is fast.', 'The red apple tastes sweet.');
    expect(close).toBeGreaterThan(far);
    expect(far).toBeGreaterThan(0.1);
  });

  it('is symmetric, from 0 to 1, and 1 with itself', () => {
    const text = fc.oneof(fc.lorem(), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const score = wordingSimilarity(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(wordingSimilarity(b, a)).toBeCloseTo(score, 3);
        expect(wordingSimilarity(a, a)).toBe(1);
      }),
    );
  });
});

describe('sentenceSimilarity', () => {
  it('says the score and what it means, and names its method', async () => {
    const output = await performOn(sentenceSimilarity, {
      text1: 'The dog chased the cats.',
      text2: 'The cats were chased by the dog.',
    });
    expect(output.similarity?.score).toBeGreaterThan(0.9);
    expect(output.similarity?.method).toBe('word-stem-cosine');
    expect(output.text).toMatch(/^0\.9\d \(.+\)$/);
    const same = await performOn(sentenceSimilarity, { text1: 'a', text2: 'a' });
    expect(same.text).toBe('1.00 (the same or nearly so)');
  });

  it('compares long texts in reasonable time', async () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `word${i}x`).join(' ');
    const other = Array.from({ length: 20_000 }, (_, i) => `term${i}y`).join(' ');
    const started = performance.now();
    const output = await performOn(sentenceSimilarity, { text1: long, text2: other });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(output.similarity?.score).toBeLessThan(0.5);
  });

  it('refuses a missing text', async () => {
    await expect(performOn(sentenceSimilarity, { text1: 'a' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});
