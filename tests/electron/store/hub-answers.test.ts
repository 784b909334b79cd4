import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hubAnswers } from '../../../electron/store/hub-answers.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const SCHEMA = z.object({ of: z.string() });
const filesIn = (home: string) => readdirSync(join(home, 'hub'));

test('An answer is there for the next start, under its key alone', () => {
  const home = temporaryFolder();
  hubAnswers(home).write('a', { of: 'a' });
  expect(hubAnswers(home).read('a', SCHEMA)).toEqual({ of: 'a' });
  expect(hubAnswers(home).read('b', SCHEMA)).toBeUndefined();
  expect(hubAnswers(home).read('a', z.object({ of: z.number() }))).toBeUndefined();
});

test('The later answer takes the place of the earlier one', () => {
  const home = temporaryFolder();
  const answers = hubAnswers(home);
  answers.write('a', { of: 'first' });
  answers.write('a', { of: 'second' });
  expect(answers.read('a', SCHEMA)).toEqual({ of: 'second' });
  expect(filesIn(home)).toHaveLength(1);
});

test('The oldest go where there are too many, and what others put there stays', () => {
  const home = temporaryFolder();
  const answers = hubAnswers(home);
  mkdirSync(join(home, 'hub', 'models--acme--shapes'), { recursive: true });
  writeFileSync(join(home, 'hub', 'notes.json'), '{}');
  answers.write('oldest', { of: 'oldest' });
  for (const name of filesIn(home)) {
    utimesSync(join(home, 'hub', name), 0, 0);
  }
  for (let index = 0; index < 200; index++) {
    answers.write(`${index}`, { of: `${index}` });
  }
  expect(answers.read('oldest', SCHEMA)).toBeUndefined();
  expect(answers.read('0', SCHEMA)).toEqual({ of: '0' });
  expect(answers.read('199', SCHEMA)).toEqual({ of: '199' });
  expect(filesIn(home)).toHaveLength(202);
});

test('A data folder that is not there is not made', () => {
  const home = join(temporaryFolder(), 'none');
  hubAnswers(home).write('a', { of: 'a' });
  expect(hubAnswers(home).read('a', SCHEMA)).toBeUndefined();
  expect(() => readdirSync(home)).toThrow();
});

test('What cannot be written is said so', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'hub'), 'no folder');
  expect(() => hubAnswers(home).write('a', {})).toThrow(
    expect.objectContaining({ code: 'HOME_UNUSABLE' }),
  );
});
