// The lock of a single instance, by the folder of the user data, as Electron's is: a folder that one
// process makes and in which the others leave a note.

import { type FSWatcher, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Note {
  readonly words: readonly string[];
  readonly folder: string;
  readonly handed: object;
}

interface InstanceLock {
  readonly release: () => void;
}

/** @returns undefined where another process has the lock; it is left a note then */
export function takeInstanceLock(
  userData: string,
  handed: object,
  onNote: (note: Note) => void,
): InstanceLock | undefined {
  const place = join(userData, 'stand-in-instance');
  if (isHeld(place)) {
    const note: Note = { words: process.argv, folder: process.cwd(), handed };
    writeFileSync(join(place, `note-${process.pid}`), JSON.stringify(note));
    return undefined;
  }
  rmSync(place, { recursive: true, force: true }); // its process is gone
  mkdirSync(place);
  writeFileSync(join(place, 'pid'), String(process.pid));
  const watcher = watchNotes(place, onNote);
  const release = () => {
    watcher.close();
    rmSync(place, { recursive: true, force: true });
  };
  return { release };
}

function isHeld(place: string): boolean {
  try {
    process.kill(Number(readFileSync(join(place, 'pid'), 'utf8')), 0);
    return true;
  } catch {
    return false; // no file, or no such process
  }
}

function watchNotes(place: string, onNote: (note: Note) => void): FSWatcher {
  const read = new Set<string>();
  return watch(place, (_event, name) => {
    if (name?.startsWith('note-') !== true || read.has(name)) {
      return;
    }
    const text = readFileSync(join(place, name), 'utf8');
    if (text.endsWith('}')) {
      read.add(name);
      onNote(JSON.parse(text));
    }
  });
}
