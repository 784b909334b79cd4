// A run as the one JSON object of `ensemble ask --json`.

import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import { filesOfTask } from '../../shared/run-files.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { printPlan } from '../../shared/wire.ts';
import { resultNoteText } from '../in-words.ts';

/** @param copies path by file name, as copyResults gives it */
export function runReport(state: RunState, copies: ReadonlyMap<string, string>): object {
  return {
    runId: state.runId,
    status: state.status,
    ...(state.origin !== undefined && { origin: state.origin }),
    plan: printPlan(state.tasks.map(({ task }) => task)),
    tasks: state.tasks.map((task) => taskReport(task, copies)),
    answer: state.answer,
    ...(state.repairs.length > 0 && { repairs: state.repairs }),
    ...(state.error !== undefined && { error: state.error }),
  };
}

/** The same object for what failed before there was a run. */
export function failureReport(error: ErrorReport): object {
  return { runId: null, status: 'failed', plan: [], tasks: [], answer: '', error };
}

function taskReport(state: TaskState, copies: ReadonlyMap<string, string>): object {
  const { task, assignment } = state;
  return {
    id: task.id,
    task: task.type,
    status: state.status,
    model:
      assignment === undefined ? null : { id: assignment.model.id, host: assignment.model.host },
    reason: assignment?.reason ?? '',
    durationMs: 'durationMs' in state ? state.durationMs : 0,
    output: state.status === 'finished' ? outputReport(state.output) : {},
    files: filesOfTask(state).flatMap(({ name }) => copies.get(name) ?? []),
    ...(state.status === 'finished' && { reused: state.reused }),
    ...(state.seed !== undefined && { seed: state.seed }),
    ...(state.attempts.length > 0 && { attempts: state.attempts }),
    ...(state.status === 'failed' && { error: state.error }),
    ...(state.status === 'skipped' && { because: state.because }),
  };
}

/** Notes in English, for whoever has no words of their own for the codes. */
function outputReport({ notes, ...output }: TaskOutput): object {
  return {
    ...output,
    ...(notes !== undefined && { notes: notes.map((note) => resultNoteText(note)) }),
  };
}
