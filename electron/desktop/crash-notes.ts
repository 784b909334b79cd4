// Keeps, on this machine alone, that something broke off: Chromium's dumps, and a list of our own.

import type { CrashReporter } from 'electron';
import { type Crash, noteCrash } from '../store/crashes.ts';
import { programVersion } from '../version.ts';

export type NoteCrash = (what: Crash['what'], reason: string) => void;

/** Should be called as early as can be; where nothing is to be sent, an address is not needed. */
export function keepDumps(crashReporter: Pick<CrashReporter, 'start'>): void {
  crashReporter.start({ uploadToServer: false });
}

export function crashNotes(home: string): NoteCrash {
  return (what, reason) => {
    try {
      const short = reason.slice(0, 100);
      noteCrash(home, { at: Date.now(), what, reason: short, version: programVersion() });
    } catch (error) {
      console.error('ensemble: What broke off could not be noted.', error);
    }
  };
}
