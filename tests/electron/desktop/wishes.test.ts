import { expect, test } from 'vitest';
import { createWishes } from '../../../electron/desktop/wishes.ts';

const gallery = { type: 'command', command: 'gallery' } as const;
const models = { type: 'command', command: 'models' } as const;

test('wishes wait until they are taken, each once and in their order', () => {
  let told = 0;
  const wishes = createWishes(() => {
    told += 1;
  });
  wishes.add(gallery);
  wishes.add(models);
  expect(told).toBe(2);
  expect(wishes.take()).toEqual([gallery, models]);
  expect(wishes.take()).toEqual([]);
});

test('a page that never comes does not fill the memory', () => {
  const wishes = createWishes(() => {});
  for (let count = 0; count < 1000; count += 1) {
    wishes.add(gallery);
  }
  wishes.add(models);
  const taken = wishes.take();
  expect(taken.length).toBeLessThanOrEqual(100);
  expect(taken.at(-1)).toEqual(models);
});
