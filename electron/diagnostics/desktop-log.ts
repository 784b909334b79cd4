// The desktop host's own lines of the log: what broke around the engine. Written at once, since what broke
// may take the process with it.

import { programVersion } from '../version.ts';
import { openLog } from './engine-log.ts';

interface DesktopLog {
  /** Told once each, so that the next start knows whether this one ended in order. */
  readonly started: () => void;
  readonly stopped: () => void;
  /** @param reason Electron's word for it, or `unresponsive` */
  readonly windowBroke: (reason: string) => void;
  /** Its page, which was told as "unresponsive", has come to itself. */
  readonly windowRecovered: () => void;
  /** @param how its signal or exit status */
  readonly engineEnded: (how: string) => void;
}

export function openDesktopLog(home: string): DesktopLog {
  const log = openLog({ home, source: 'desktop', environment: process.env, clock: Date.now });
  return {
    started: () => log.writeNow({ event: 'started', facts: { version: programVersion() } }),
    stopped: () => log.writeNow({ event: 'stopped', facts: {} }),
    windowBroke: (reason) => log.writeNow({ event: 'window-broke', facts: { reason } }),
    windowRecovered: () => log.writeNow({ event: 'window-recovered', facts: {} }),
    engineEnded: (how) => log.writeNow({ event: 'engine-ended', facts: { how } }),
  };
}
