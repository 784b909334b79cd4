// One desktop host to a data folder: a second start hands what it was started with to the first one.

import type { App } from 'electron';
import { type Launch, LaunchSchema } from './launch.ts';

interface InstanceOptions {
  /** What this process was started with. */
  readonly launch: Launch;
  /** Told in the first process of each later start. */
  readonly onAnother: (launch: Launch) => void;
}

/**
 * The lock belongs to the folder of `userData`, which must have been set.
 * @returns whether this process is the first; a second one should quit
 */
export function isFirstInstance(app: App, { launch, onAnother }: InstanceOptions): boolean {
  app.on('second-instance', (_event, _words, _folder, handed) => {
    const { data = { words: [], folder: '' } } = LaunchSchema.safeParse(handed);
    onAnother(data);
  });
  return app.requestSingleInstanceLock({ ...launch });
}
