// One request from start to answer: joins the four stages, and makes every ending an event.

import { toErrorReport } from '../../shared/errors.ts';
import type { RunEvent } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { KnownFile } from '../../shared/plan.ts';
import type { Mode } from '../../shared/settings.ts';
import type { PipelineDeps } from './deps.ts';
import { executePlan } from './execute.ts';
import { createJournal, type Journal } from './journal.ts';
import { planTasks } from './plan.ts';
import { composeAnswer } from './respond.ts';
import { selectModels } from './select.ts';

export interface RunInput {
  readonly runId: string;
  readonly conversation: string;
  readonly request: string;
  readonly attachments: readonly NamedArtefact[];
  /** Files of earlier turns, the latest last. */
  readonly earlier: readonly NamedArtefact[];
  readonly mode: Mode;
}

/**
 * The run's events, each stored before it is given out. Leaving the iteration early cancels the run.
 * @throws AppError DISK_FULL and the like, where an event can't be stored
 */
export async function* runRequest(
  input: RunInput,
  deps: PipelineDeps,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  const left = new AbortController();
  const journal = createJournal(input.runId, { append: deps.records.append, clock: deps.clock });
  const done = conduct(input, { deps, journal, signal: AbortSignal.any([signal, left.signal]) });
  const closed = done.finally(journal.close);
  closed.catch(() => journal.close()); // the rejection itself is thrown by the await below
  try {
    yield* journal.events();
  } finally {
    left.abort();
    await closed;
  }
}

interface RunContext {
  readonly deps: PipelineDeps;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

async function conduct(input: RunInput, context: RunContext): Promise<void> {
  const { deps, journal, signal } = context;
  const { conversation, request, attachments, mode } = input;
  const started = { conversation, request, attachments, mode, controller: deps.controller.id };
  journal.emit({ type: 'started', ...started });
  try {
    await runStages(input, context);
    journal.emit({ type: signal.aborted ? 'cancelled' : 'finished' });
  } catch (thrown) {
    const isStopped = signal.aborted && thrown === signal.reason;
    journal.emit(
      isStopped ? { type: 'cancelled' } : { type: 'failed', error: toErrorReport(thrown) },
    );
  }
}

async function runStages(
  { request, attachments, earlier }: RunInput,
  { deps, journal, signal }: RunContext,
): Promise<void> {
  const { emit } = journal;
  signal.throwIfAborted();
  const known = { attachments: attachments.map(toKnownFile), earlier: earlier.map(toKnownFile) };
  const { plan, repairs } = await planTasks({ request, ...known }, deps, signal);
  emit({ type: 'planned', tasks: plan });
  if (repairs.length > 0) {
    emit({ type: 'repaired', repairs });
  }
  const selections = selectModels(plan, deps);
  for (const [task, selection] of selections) {
    if (selection.ok) {
      emit({ type: 'assigned', task, assignment: selection.assignment });
    }
  }
  const files = new Map([...earlier, ...attachments].map((file) => [file.name, file]));
  await executePlan({ plan, selections }, { ...deps, files, emit }, signal);
  for (const text of composeAnswer(journal.state())) {
    emit({ type: 'answer-token', text });
  }
}

function toKnownFile({ name, artefact }: NamedArtefact): KnownFile {
  return { name, kind: artefact.kind };
}
