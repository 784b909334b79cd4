import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FreedSchema, StorageOverviewSchema } from '../../../shared/storage.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

it('tells what takes space, empties a category, and knows the others', () => {
  const folder = temporaryFolder();
  const terminal = { folder, home: join(folder, 'home') };
  mkdirSync(join(terminal.home, 'shown', 'ab'), { recursive: true });
  writeFileSync(join(terminal.home, 'shown', 'ab', 'copy.txt'), 'x'.repeat(2000));
  const told = runEnsemble(terminal, 'storage');
  expect(told.status).toBe(0);
  expect(told.stdout).toMatch(/shown +2\.0 kB +1 files +2\.0 kB can go/);
  const freed = runEnsemble(terminal, 'storage', 'free', 'shown', '--json');
  expect(FreedSchema.parse(JSON.parse(freed.stdout))).toMatchObject({ bytes: 2000, count: 1 });
  const after = runEnsemble(terminal, 'storage', '--json');
  const { uses } = StorageOverviewSchema.parse(JSON.parse(after.stdout));
  expect(uses.find(({ category }) => category === 'shown')).toMatchObject({ bytes: 0, count: 0 });
  expect(runEnsemble(terminal, 'storage', 'free', 'conversations').status).toBe(2);
});

it('prints the redacted report', () => {
  const folder = temporaryFolder();
  const terminal = { folder, home: join(folder, 'home') };
  runEnsemble(terminal, 'storage');
  const { status, stdout } = runEnsemble(terminal, 'doctor', '--report');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Ensemble\n {2}version: \d/);
  expect(stdout).toMatch(/engine started version=/);
  expect(stdout).not.toContain(folder);
});
