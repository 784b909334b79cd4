// `ensemble plan export` and `ensemble plan import`: the plan of a run as a file, and a run of such a file.

import { basename, resolve } from 'node:path';
import { planFileOf } from '../../shared/plan-file.ts';
import type { Console } from './console.ts';
import { readTextFile } from './folders.ts';
import { runSession, type SessionOptions, withEngine } from './session.ts';

/**
 * Prints the plan of a run as the file that `import` takes.
 * @returns the exit status
 */
export function exportPlan(run: string, console: Console): Promise<number> {
  return withEngine({}, (engine) => {
    console.print(JSON.stringify(planFileOf(engine.run(run)), null, 2));
    return 0;
  });
}

export interface ImportArguments extends SessionOptions {
  /** Path of the plan, relative to the person's folder. */
  readonly plan: string;
  /** Paths of what it works on, relative to the person's folder. */
  readonly file: readonly string[];
}

/** @returns the exit status: 0 all done, 1 something failed */
export async function importPlanCommand(asked: ImportArguments, console: Console): Promise<number> {
  const { plan, file, folder, yes } = asked;
  const text = await readTextFile(resolve(folder, plan));
  const files = file.map((path) => resolve(folder, path));
  return runSession(
    asked,
    (engine, how) => ({
      events: engine.importPlan(
        { name: basename(plan), text },
        { files, isApproved: yes === true, ...how },
      ),
      before: [],
    }),
    console,
  );
}
