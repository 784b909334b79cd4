// The worker thread's side of the pool: performs one task of a built-in expert at a time. It knows
// nothing of plans, stores or events.

import type { MessagePort } from 'node:worker_threads';
import { AppError, type ErrorReport, toErrorReport } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { builtinExpert } from '../registry.ts';

export interface WorkerTask {
  readonly task: TaskType;
  readonly model: string;
  readonly inputs: ExpertInputs;
  /** Takes the progress, and is closed when the task has ended. */
  readonly port: MessagePort;
}

/** An expected failure crosses the thread as a report, since errors lose their class on the way. */
export type WorkerResult =
  | { readonly ok: true; readonly output: ExpertOutput }
  | { readonly ok: false; readonly error: ErrorReport };

/** @throws Error whatever the expert throws that is not expected */
export async function performTask(work: WorkerTask): Promise<WorkerResult> {
  const { task, model, inputs, port } = work;
  // The pool ends the whole thread to cancel a task, so this signal is never aborted.
  const { signal } = new AbortController();
  try {
    const output = await builtinExpert(task, model).perform(inputs, {
      signal,
      progress: (progress) => port.postMessage(progress),
    });
    return { ok: true, output };
  } catch (thrown) {
    if (thrown instanceof AppError) {
      return { ok: false, error: toErrorReport(thrown) };
    }
    throw thrown;
  } finally {
    port.close();
  }
}
