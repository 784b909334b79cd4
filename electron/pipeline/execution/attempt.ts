// One attempt at one task: inputs filled, the expert called under its time limit, what it made stored.

import { AppError, type ErrorReport, toErrorReport } from '../../../shared/errors.ts';
import {
  FILE_KINDS,
  type FileKind,
  type NamedArtefact,
  RESOURCE_KINDS,
} from '../../../shared/media.ts';
import { type TaskOutput, TaskOutputSchema } from '../../../shared/outputs.ts';
import type { Task } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { Expert, ExpertOutput } from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Emit } from '../journal.ts';
import { type InputSources, resolveInputs } from './inputs.ts';

export type AttemptDeps = InputSources &
  Pick<PipelineDeps, 'artefacts' | 'records' | 'clock'> & {
    readonly emit: Emit;
    readonly nameFile: (task: Task, name: string) => string;
  };

type AttemptResult =
  | { readonly status: 'finished'; readonly output: TaskOutput; readonly durationMs: number }
  | { readonly status: 'failed'; readonly error: ErrorReport; readonly durationMs: number }
  | { readonly status: 'cancelled' };

interface AttemptContext {
  readonly deps: AttemptDeps;
  readonly signal: AbortSignal;
}

/** Never rejects: whatever happens becomes the result. */
export async function attemptTask(
  task: Task,
  expert: Expert,
  { deps, signal }: AttemptContext,
): Promise<AttemptResult> {
  const startedAt = deps.clock();
  deps.emit({ type: 'task-started', task: task.id, attempt: 1 });
  try {
    const inputs = await resolveInputs(task, deps);
    const made = await withTimeLimit(expert, signal, (limited) =>
      expert.perform(inputs, {
        signal: limited,
        progress: reportProgress(task, deps.emit, limited),
      }),
    );
    const output = await keepOutput(task, expert, { made, deps });
    const durationMs = deps.clock() - startedAt;
    recordOutcome(expert, deps, { succeeded: true, durationMs });
    return { status: 'finished', output, durationMs };
  } catch (thrown) {
    if (signal.aborted) {
      return { status: 'cancelled' };
    }
    const error = toErrorReport(toExpertError(thrown, expert));
    const durationMs = deps.clock() - startedAt;
    if (error.code === 'EXPERT_FAILED' || error.code === 'TIMED_OUT') {
      recordOutcome(expert, deps, { succeeded: false, durationMs });
    }
    return { status: 'failed', error, durationMs };
  }
}

function recordOutcome(
  { task, model }: Expert,
  { records }: AttemptDeps,
  ended: { readonly succeeded: boolean; readonly durationMs: number },
): void {
  records.outcome({ type: task, model: model.id, host: model.host, ...ended });
}

/** What the expert reports after its attempt has ended is dropped. */
function reportProgress(task: Task, emit: Emit, signal: AbortSignal) {
  return (progress: { readonly fraction?: number; readonly message?: string }) => {
    if (!signal.aborted) {
      emit({ type: 'task-progress', task: task.id, ...progress });
    }
  };
}

/** Ends with the expert, its time limit or the run's signal, whichever is first. */
async function withTimeLimit<Result>(
  { task, model, timeoutSeconds }: Expert,
  signal: AbortSignal,
  perform: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ended = new AbortController();
  const timer = setTimeout(() => {
    const seconds = String(timeoutSeconds);
    ended.abort(AppError.of('TIMED_OUT', { model: model.name, task, seconds }));
  }, timeoutSeconds * 1000);
  const limited = AbortSignal.any([signal, ended.signal]);
  const aborted = Promise.withResolvers<never>();
  limited.addEventListener('abort', () => aborted.reject(limited.reason), { once: true });
  try {
    limited.throwIfAborted();
    return await Promise.race([perform(limited), aborted.promise]);
  } finally {
    clearTimeout(timer);
    ended.abort(AppError.of('CANCELLED', {}));
  }
}

function toExpertError(thrown: unknown, { task, model }: Expert): AppError {
  if (thrown instanceof AppError) {
    return thrown;
  }
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return AppError.of('EXPERT_FAILED', { model: model.name, task, why }, thrown);
}

/**
 * Stores the files that an expert made and holds its output against the form that its task promises.
 * @throws AppError EXPERT_FAILED where a promised kind is missing
 */
async function keepOutput(
  task: Task,
  { model }: Expert,
  { made, deps }: { readonly made: ExpertOutput; readonly deps: AttemptDeps },
): Promise<TaskOutput> {
  const files: Partial<Record<FileKind, NamedArtefact>> = {};
  for (const kind of FILE_KINDS) {
    const file = made[kind];
    if (file !== undefined) {
      files[kind] = await deps.artefacts.keep({ ...file, name: deps.nameFile(task, file.name) });
    }
  }
  const output = TaskOutputSchema.parse({ ...made, ...files });
  const missing = RESOURCE_KINDS.filter(
    (kind) => taskEntry(task.type).outputs.includes(kind) && output[kind] === undefined,
  );
  if (missing.length > 0) {
    const why = `it made no ${missing.join(' and no ')}`;
    throw AppError.of('EXPERT_FAILED', { model: model.name, task: task.type, why });
  }
  return output;
}
