// `ensemble storage`: what takes space, and emptying one category of it.

import type { Freeable, Freed, StorageOverview } from '../../shared/storage.ts';
import { formatBytes } from '../library/bytes.ts';
import { freeStorage, storageOverview } from '../storage.ts';
import type { Console } from './console.ts';
import { withEngine } from './session.ts';

interface Shown {
  readonly json?: boolean | undefined;
}

/** Conversations that are printed. */
const MOST_PRINTED = 10;

/** @returns the exit status */
export function showStorage({ json = false }: Shown, console: Console): Promise<number> {
  return withEngine({}, async (engine) => {
    const overview = await storageOverview(engine);
    json ? console.print(JSON.stringify(overview)) : printOverview(overview, console);
    return 0;
  });
}

function printOverview(overview: StorageOverview, console: Console): void {
  const { uses, conversations, missing, unreadable, disk } = overview;
  for (const { category, bytes, count, freeable } of uses) {
    const words = `${category.padEnd(14)} ${formatBytes(bytes).padStart(9)}  ${String(count).padStart(6)} ${category === 'models' ? 'models' : 'files'}`;
    console.print(freeable > 0 ? `${words}  ${formatBytes(freeable)} can go` : words);
  }
  console.print(
    `${'disk'.padEnd(14)} ${formatBytes(disk.free).padStart(9)}  free of ${formatBytes(disk.total)}`,
  );
  if (conversations.length > 0) {
    console.print(`\n${console.paint('bold', 'Biggest conversations')}`);
  }
  for (const { id, title, bytes } of conversations.slice(0, MOST_PRINTED)) {
    console.print(
      `${id}  ${formatBytes(bytes).padStart(9)}  ${title.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
    );
  }
  if (missing > 0) {
    console.warn(`Files that conversations show and that are not on the disk any more: ${missing}`);
  }
  if (unreadable.length > 0) {
    console.warn(`Not counted, since it could not be read: ${unreadable.join(', ')}`);
  }
}

/** @returns the exit status */
export function freeCategory(
  { category, json = false }: Shown & { readonly category: Freeable },
  console: Console,
): Promise<number> {
  return withEngine({}, async (engine) => {
    const freed = await freeStorage(engine, category);
    console.print(json ? JSON.stringify(freed) : freedWords(freed));
    return 0;
  });
}

function freedWords({ category, bytes, count }: Freed): string {
  const files = count === 1 ? '1 file' : `${count} files`;
  return category === 'database'
    ? `The database is ${formatBytes(bytes)} smaller.`
    : `${formatBytes(bytes)} freed in ${files}.`;
}
