// `ensemble runs`: the runs that are kept: listed, shown, gone on with, repeated with changes.

import type { RunState } from '../../shared/events.ts';
import { minuteOf } from '../../shared/minute.ts';
import type { TaskEdit } from '../pipeline/rerun.ts';
import type { Console } from './console.ts';
import { planLine, taskLine } from './live.ts';
import { runReport } from './report.ts';
import { printEnding, runSession, type SessionOptions, withEngine } from './session.ts';

const LISTED = 50;

interface Shown {
  readonly json?: boolean | undefined;
}

/** @returns the exit status */
export function listRuns({ json = false }: Shown, console: Console): Promise<number> {
  return withEngine({}, ({ store }) => {
    const runs = store.runs.list(LISTED);
    if (json) {
      console.print(JSON.stringify(runs));
      return 0;
    }
    for (const { id, status, startedAt, request } of runs) {
      const when = minuteOf(startedAt);
      console.print(
        `${id}  ${when}  ${status.padEnd(11)}  ${request.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
      );
    }
    if (runs.length === 0) {
      console.print('There is no run yet. Start one with: ensemble ask "read FILE for me"');
    }
    return 0;
  });
}

/** @returns the exit status */
export function showRun(runId: string, { json = false }: Shown, console: Console): Promise<number> {
  return withEngine({}, (engine) => {
    const state = engine.run(runId);
    if (json) {
      console.print(JSON.stringify(runReport(state, new Map())));
    } else {
      printRun(state, console);
    }
    return 0;
  });
}

function printRun(state: RunState, console: Console): void {
  console.print(`${console.paint('bold', state.request)}  ${state.status}`);
  if (state.origin !== undefined) {
    console.print(console.paint('dim', `repeats run ${state.origin}`));
  }
  for (const task of state.tasks) {
    console.print(planLine(task.task, console));
    for (const { attempt, model, error } of task.attempts) {
      console.print(
        console.paint('dim', `       attempt ${attempt} with ${model}: ${error.message}`),
      );
    }
    console.print(taskLine(task, console));
  }
  printEnding(state, new Map(), console);
}

/** @returns the exit status */
export function resumeRun(
  runId: string,
  options: SessionOptions,
  console: Console,
): Promise<number> {
  return runSession(
    options,
    (engine, how) => ({
      events: engine.resume(runId, how),
      before: engine.store.runs.events(runId),
    }),
    console,
  );
}

export interface RerunArguments extends SessionOptions {
  readonly from?: number | undefined;
  readonly edits: readonly TaskEdit[];
}

/** @returns the exit status */
export function rerunRun(
  runId: string,
  { from, edits, ...options }: RerunArguments,
  console: Console,
): Promise<number> {
  const changes = { ...(from !== undefined && { from }), edits };
  return runSession(
    options,
    (engine, how) => ({ events: engine.rerun(runId, changes, how), before: [] }),
    console,
  );
}
