import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Crash,
  crashesSince,
  noteCrash,
  readCrashes,
} from '../../../electron/store/crashes.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const crash = (at: number): Crash => ({ at, what: 'engine', reason: 'SIGSEGV', version: '1.0.0' });

test('what broke off is kept, the latest last, and only so much of it', () => {
  const home = temporaryFolder();
  for (let at = 1; at <= 60; at += 1) {
    noteCrash(home, crash(at));
  }
  expect(readCrashes(home)).toHaveLength(50);
  expect(readCrashes(home).at(-1)).toEqual(crash(60));
  expect(crashesSince(home, 59)).toEqual([59, 60]);
});

test('a list that can not be read is begun anew', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'crashes.json'), '[{"at":"yesterday"}]');
  expect(readCrashes(home)).toEqual([]);
  noteCrash(home, crash(1));
  expect(readCrashes(home)).toEqual([crash(1)]);
});
