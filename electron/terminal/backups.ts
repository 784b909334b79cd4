// `ensemble backups`: those that there are, a new one, and going back to one. They need no engine.

import { listBackups, makeBackup, pruneBackups, restoreBackup } from '../store/backups.ts';
import { withDatabase } from '../store/database.ts';
import { defaultHome } from '../store/home.ts';
import { programVersion } from '../version.ts';
import type { Console } from './console.ts';

/** @returns the exit status */
export async function listedBackups(console: Console): Promise<number> {
  const names = await listBackups(defaultHome(process.env));
  if (names.length === 0) {
    console.warn('There is no backup yet. `ensemble backups make` makes one.');
  }
  for (const name of names) {
    console.print(name);
  }
  return 0;
}

/** @returns the exit status */
export async function takeBackup(console: Console): Promise<number> {
  const home = defaultHome(process.env);
  const name = await withDatabase(home, (database) => makeBackup(home, database, about()));
  await pruneBackups(home);
  console.print(name);
  return 0;
}

/** @returns the exit status */
export async function restoreCommand(name: string, console: Console): Promise<number> {
  const before = await restoreBackup(defaultHome(process.env), name, about());
  console.print(`${name} is restored.`);
  console.warn(
    before === undefined
      ? 'There was no database before it that could be read.'
      : `What was there before is kept as ${before}.`,
  );
  return 0;
}

function about() {
  return { version: programVersion(), now: Date.now() };
}
