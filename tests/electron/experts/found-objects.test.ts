import { describe, expect, it } from 'vitest';
import { countWords, type Find, tidyFinds } from '../../../electron/experts/found-objects.ts';

describe('tidying what a model gives', () => {
  const picture = { width: 200, height: 100 };
  const find = (label: string, score: number, corners: Find['corners']): Find => {
    return { label, score, corners };
  };

  it('keeps boxes within the picture, and drops those without an area in it', () => {
    const finds = [
      find('a', 0.9, [-20, 50, 100, 120]),
      find('b', 0.8, [60, 30, 60, 60]),
      find('c', 0.7, [220, 0, 280, 50]),
    ];
    const box = { x: 0, y: 50, width: 100, height: 50 };
    expect(tidyFinds(finds, picture)).toEqual([{ label: 'a', score: 0.9, box }]);
  });

  it('counts a thing once that was found twice, and neighbours of one label each', () => {
    const finds = [
      find('a', 0.6, [20, 10, 100, 50]),
      find('a', 0.9, [22, 10, 102, 50]),
      find('a', 0.8, [60, 10, 140, 50]),
    ];
    expect(tidyFinds(finds, picture).map(({ score }) => score)).toEqual([0.9, 0.8]);
  });

  it('gives one box its best label only, and other labels their own boxes', () => {
    const finds = [
      find('cat', 0.3, [20, 10, 100, 50]),
      find('dog', 0.4, [20, 10, 100, 50]),
      find('bed', 0.2, [20, 10, 100, 60]),
    ];
    expect(tidyFinds(finds, picture).map(({ label }) => label)).toEqual(['dog', 'bed']);
  });
});

describe('counting in words', () => {
  it.each([
    [['circle', 'square', 'circle', 'circle'], '3 circles, 1 square'],
    [
      ['person', 'person', 'bus', 'bus', 'wine glass', 'wine glass'],
      '2 buses, 2 people, 2 wine glasses',
    ],
    [['circles', 'circles', 'a cat', 'a cat', 'knife'], '2 cats, 2 circles, 1 knife'],
    [['猫', '猫'], '2 猫'],
  ])('of %j are %j', (labels, words) => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    expect(countWords(labels.map((label) => ({ label, score: 1, box })))).toBe(words);
  });
});
