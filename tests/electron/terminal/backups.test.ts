import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import { runEnsemble } from '../../fakes/terminal.ts';

it('makes backups, lists them and goes back to one', () => {
  const folder = temporaryFolder();
  const terminal = { folder, home: join(folder, 'home') };
  const tooEarly = runEnsemble(terminal, 'backups', 'make');
  expect(tooEarly).toMatchObject({ status: 1, stdout: '' });
  expect(tooEarly.stderr).toContain('[HOME_UNUSABLE]');
  expect(runEnsemble(terminal, 'backups').stderr).toContain('no backup yet');
  runEnsemble(terminal, 'storage'); // an engine makes the database
  const made = runEnsemble(terminal, 'backups', 'make');
  expect(made.status).toBe(0);
  const name = made.stdout.trim();
  expect(runEnsemble(terminal, 'backups').stdout).toBe(`${name}\n`);
  expect(runEnsemble(terminal, 'backups', 'restore', name)).toMatchObject({
    status: 0,
    stdout: `${name} is restored.\n`,
  });
  const unknown = runEnsemble(terminal, 'backups', 'restore', 'none');
  expect(unknown.status).toBe(1);
  expect(unknown.stderr).toContain('[BACKUP_NOT_FOUND]');
});
