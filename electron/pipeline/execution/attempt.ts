// One attempt at one task with one model: inputs filled, the expert called under its time limit, what
// it made stored. Whether another attempt follows belongs to perform.ts.

import type { ModelCall } from '../../../shared/controllers.ts';
import { AppError, detail, type ErrorReport, toErrorReport } from '../../../shared/errors.ts';
import {
  FILE_KINDS,
  type FileKind,
  type NamedArtefact,
  RESOURCE_KINDS,
} from '../../../shared/media.ts';
import { type TaskOutput, TaskOutputSchema } from '../../../shared/outputs.ts';
import type { Task } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type {
  Expert,
  ExpertContext,
  ExpertInputs,
  ExpertOutput,
  Progress,
  Upload,
} from '../../experts/expert.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Emit } from '../journal.ts';
import type { Person } from '../person.ts';
import { allowUpload } from '../uploads.ts';
import { type InputSources, resolveInputs } from './inputs.ts';
import { startTimeLimit } from './time-limit.ts';

export type AttemptDeps = InputSources &
  Pick<
    PipelineDeps,
    'artefacts' | 'records' | 'clock' | 'timeoutSeconds' | 'uploads' | 'mode' | 'attributed'
  > & {
    readonly emit: Emit;
    readonly person: Person;
    /** Its id. */
    readonly run: string;
  };

export type AttemptResult =
  | { readonly status: 'finished'; readonly output: TaskOutput; readonly durationMs: number }
  | { readonly status: 'failed'; readonly error: ErrorReport; readonly durationMs: number }
  | { readonly status: 'cancelled' };

export interface Attempt {
  readonly task: Task;
  readonly expert: Expert;
  /** Counts from 1. */
  readonly number: number;
  readonly seed: number | undefined;
  readonly signal: AbortSignal;
}

/** Whatever the expert does becomes the result. */
export async function attemptTask(attempt: Attempt, deps: AttemptDeps): Promise<AttemptResult> {
  const { task, expert, seed, signal } = attempt;
  const startedAt = deps.clock();
  deps.emit({ type: 'task-started', task: task.id, attempt: attempt.number, seed });
  try {
    const made = await withTimeLimit(attempt, deps, async (context) => {
      const inputs = await resolveInputs(task, deps, context.signal);
      return withFrameNotes(await expert.perform(inputs, context), inputs);
    });
    signal.throwIfAborted();
    const output = await keepOutput(attempt, made, deps);
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

/** Says of a video that no more than a picture of it was looked at. */
function withFrameNotes(made: ExpertOutput, inputs: ExpertInputs): ExpertOutput {
  const notes = Object.values(inputs).flatMap((input) =>
    input.kind === 'text' || input.at === undefined
      ? []
      : [{ code: 'video-frame' as const, values: { seconds: input.at } }],
  );
  return notes.length === 0 ? made : { ...made, notes: [...(made.notes ?? []), ...notes] };
}

function recordOutcome(
  { task, model }: Expert,
  { records }: AttemptDeps,
  ended: { readonly succeeded: boolean; readonly durationMs: number },
): void {
  records.outcome({ type: task, model: model.id, host: model.host, ...ended });
}

/** Ends with the expert, its time limit or the task's signal, whichever is first. */
async function withTimeLimit(
  attempt: Attempt,
  deps: AttemptDeps,
  perform: (context: ExpertContext) => Promise<ExpertOutput>,
): Promise<ExpertOutput> {
  const { task, expert, seed, signal } = attempt;
  signal.throwIfAborted(); // a listener that is added after the abort would never be called
  const limit = deps.timeoutSeconds(task.type) ?? expert.timeoutSeconds;
  const limited = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<ExpertOutput>();
  const stop = (reason: unknown) => {
    limited.abort(reason);
    reject(reason);
  };
  const onAbort = () => stop(signal.reason);
  const time = startTimeLimit(limit * 1000, () => {
    const model = expert.model.name;
    stop(AppError.of('TIMED_OUT', { model, task: task.type, seconds: String(limit) }));
  });
  signal.addEventListener('abort', onAbort, { once: true });
  const progress = reportProgress(task, deps, stop);
  const context = {
    ...{ signal: limited.signal, progress: progress.report, asked: progress.asked, seed },
    mayUpload: (upload: Upload) => time.untimed(() => mayUpload(upload, attempt, deps)),
  };
  try {
    const { run, attributed } = deps;
    attributed({ run, task: task.id }, () => perform(context)).then(resolve, reject);
    return await promise;
  } finally {
    time.end();
    signal.removeEventListener('abort', onAbort);
    progress.end();
  }
}

function mayUpload(
  upload: Upload,
  { task, expert, signal }: Attempt,
  { uploads, mode, person }: AttemptDeps,
): Promise<void> {
  const uploading = { upload, task: task.id, model: expert.model.name, signal };
  return allowUpload(uploading, { uploads, person, isAsked: mode === 'hybrid' });
}

/** Milliseconds; a screen shows no more often. */
const FRAME_MS = 16;

/** At most one event a frame; what comes after the attempt's end is dropped. */
function reportProgress(
  { id }: Task,
  { emit, clock, artefacts }: AttemptDeps,
  stop: (reason: unknown) => void,
) {
  let last = Number.NEGATIVE_INFINITY;
  let hasEnded = false;
  const show = (progress: Omit<Progress, 'preview'>, preview?: NamedArtefact) => {
    if (!hasEnded) {
      emit({ type: 'task-progress', task: id, ...progress, preview });
    }
  };
  const report = ({ preview, ...progress }: Progress) => {
    const now = clock();
    if (hasEnded || now - last < FRAME_MS) {
      return;
    }
    last = now;
    if (preview === undefined) {
      show(progress);
    } else {
      artefacts
        .keep(preview)
        .then((kept) => show(progress, kept))
        .catch(stop);
    }
  };
  const asked = (call: ModelCall) => {
    if (!hasEnded) {
      emit({ type: 'asked', call });
    }
  };
  const end = () => {
    hasEnded = true;
  };
  return { report, asked, end };
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
  { task, expert: { model } }: Attempt,
  made: ExpertOutput,
  { artefacts }: AttemptDeps,
): Promise<TaskOutput> {
  const files: Partial<Record<FileKind, NamedArtefact>> = {};
  for (const kind of FILE_KINDS) {
    const file = made[kind];
    if (file !== undefined) {
      files[kind] = await artefacts.keep(file);
    }
  }
  const masks = await Promise.all(
    (made.masks ?? []).map(async (mask) => ({ ...mask, file: await artefacts.keep(mask.file) })),
  );
  const output = TaskOutputSchema.parse({
    ...made,
    ...files,
    ...(made.masks !== undefined && { masks }),
  });
  const missing = RESOURCE_KINDS.filter(
    (kind) => taskEntry(task.type).outputs.includes(kind) && output[kind] === undefined,
  );
  const wrong = FILE_KINDS.filter((kind) => (output[kind]?.artefact.kind ?? kind) !== kind);
  if (missing.length > 0 || wrong.length > 0) {
    const why = [...missing, ...wrong].map((kind) => detail('made-none', { kind }));
    throw AppError.of('EXPERT_FAILED', { model: model.name, task: task.type, why });
  }
  return output;
}
