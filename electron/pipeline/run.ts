// One request from start to answer: joins the four stages, and makes every ending an event. A run that
// goes on and a run that repeats another enter at execution, with what had finished.

import { toErrorReport } from '../../shared/errors.ts';
import { type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { KnownFile, Plan, TaskId } from '../../shared/plan.ts';
import type { Mode } from '../../shared/settings.ts';
import type { RunControl } from './control.ts';
import type { PipelineDeps } from './deps.ts';
import { startExecution } from './execute.ts';
import { finishedTasks } from './execution/finished.ts';
import type { FinishedTask } from './execution/scheduler.ts';
import { createJournal, type Journal } from './journal.ts';
import { type PlanPart, planTasks } from './plan.ts';
import { planRerun, type RerunChanges } from './rerun.ts';
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
  /** The run of the conversation that this one follows. */
  readonly parent?: string | undefined;
  /** The run that this one stands beside. */
  readonly origin?: string | undefined;
}

type RunEvents = AsyncGenerator<RunEvent, void, undefined>;

/**
 * The run's events, each stored before it is given out. Leaving the iteration early cancels the run.
 * @throws AppError DISK_FULL and the like, where an event can't be stored
 */
export function runRequest(input: RunInput, deps: PipelineDeps, control: RunControl): RunEvents {
  const journal = createJournal(input.runId, journalDeps(deps));
  return conduct({ deps, journal, control }, async (context) => {
    startRun(input, context);
    await planAndExecute(input, context);
  });
}

/** Goes on with a run that had ended before its time. What had finished is not done again. */
export function resumeRun(
  events: readonly RunEvent[],
  earlier: readonly NamedArtefact[],
  { deps, control }: { readonly deps: PipelineDeps; readonly control: RunControl },
): RunEvents {
  const state = reduceRun(events);
  const journal = createJournal(state.runId, journalDeps(deps), events);
  return conduct({ deps, journal, control }, async (context) => {
    journal.emit({ type: 'resumed' });
    if (!state.isPlanned) {
      await planAndExecute({ ...state, earlier }, context);
      return;
    }
    const files = filesByName({ ...state, earlier });
    const plan = state.tasks.map(({ task }) => task);
    await execute([plan], { files, finished: finishedTasks(state, files) }, context);
  });
}

/** Repeats a run with changes, as a run of its own. */
export function rerunRequest(
  input: RunInput,
  { origin, changes }: { readonly origin: RunState; readonly changes: RerunChanges },
  { deps, control }: { readonly deps: PipelineDeps; readonly control: RunControl },
): RunEvents {
  const files = filesByName(input);
  const known = [...files.values()].map(toKnownFile);
  const { plan, pinned, fresh } = planRerun(origin, changes, known);
  const journal = createJournal(input.runId, journalDeps(deps));
  return conduct({ deps, journal, control }, async (context) => {
    startRun({ ...input, origin: origin.runId }, context);
    journal.emit({ type: 'planned', tasks: plan, isComplete: true });
    const before = [...finishedTasks(origin, files)].filter(([id]) => pinned.has(id));
    const assignments = new Map(origin.tasks.map(({ task, assignment }) => [task.id, assignment]));
    for (const [task, { output, seed }] of before) {
      const assignment = assignments.get(task);
      if (assignment !== undefined) {
        journal.emit({ type: 'assigned', task, assignment });
      }
      journal.emit({ type: 'task-finished', task, output, seed, durationMs: 0, reused: true });
    }
    await execute([plan], { files, fresh, finished: new Map(before) }, context);
  });
}

function journalDeps({ records, clock }: PipelineDeps) {
  return { append: records.append, clock };
}

interface RunContext {
  readonly deps: PipelineDeps;
  readonly journal: Journal;
  readonly control: RunControl;
}

/** Runs the stages, makes their ending an event, and gives out the events meanwhile. */
async function* conduct(
  context: RunContext,
  stages: (context: RunContext) => Promise<void>,
): RunEvents {
  const { journal, control } = context;
  const done = endRun(context, stages(context)).finally(journal.close);
  const settled = Promise.allSettled([done]);
  try {
    yield* journal.events();
  } finally {
    control.cancel();
    await settled; // nothing is left running when the iteration ends, also where it is left early
  }
  await done;
}

async function endRun({ journal, control }: RunContext, stages: Promise<void>): Promise<void> {
  try {
    await stages;
    journal.emit({ type: control.signal.aborted ? control.ending : 'finished' });
  } catch (thrown) {
    const isStopped = control.signal.aborted && thrown === control.signal.reason;
    journal.emit(
      isStopped ? { type: control.ending } : { type: 'failed', error: toErrorReport(thrown) },
    );
  }
}

function startRun(input: RunInput, { deps, journal }: RunContext): void {
  const { conversation, request, attachments, mode, origin, parent } = input;
  const started = { conversation, request, attachments, mode, controller: deps.controller.id };
  journal.emit({ type: 'started', ...started, origin, parent });
}

type Asked = Pick<RunInput, 'request' | 'attachments' | 'earlier'>;

async function planAndExecute(asked: Asked, context: RunContext): Promise<void> {
  const { deps, control } = context;
  control.signal.throwIfAborted();
  const { request, attachments, earlier } = asked;
  const known = { attachments: attachments.map(toKnownFile), earlier: earlier.map(toKnownFile) };
  const parts = planTasks({ request, ...known }, deps, control.signal);
  await execute(announce(parts, context), { files: filesByName(asked) }, context);
}

/** Makes each part of a plan an event before it is handed on. */
async function* announce(
  parts: AsyncIterable<PlanPart>,
  { journal }: RunContext,
): AsyncGenerator<Plan, void, undefined> {
  for await (const { tasks, repairs, isComplete } of parts) {
    journal.emit({ type: 'planned', tasks, isComplete });
    if (repairs.length > 0) {
      journal.emit({ type: 'repaired', repairs });
    }
    yield tasks;
  }
}

interface Given {
  readonly files: ReadonlyMap<string, NamedArtefact>;
  readonly finished?: ReadonlyMap<TaskId, FinishedTask>;
  readonly fresh?: ReadonlySet<TaskId>;
}

/** Stages 2 to 4 for a plan that may still be arriving, and of which some tasks may be finished. */
async function execute(
  plan: AsyncIterable<Plan> | readonly Plan[],
  given: Given,
  { deps, journal, control }: RunContext,
): Promise<void> {
  const { emit } = journal;
  const execution = startExecution({ ...deps, ...given, emit }, control.signal);
  try {
    for await (const tasks of plan) {
      const selections = selectModels(tasks, deps);
      for (const [task, selection] of selections) {
        if (selection.ok && given.finished?.has(task) !== true) {
          emit({ type: 'assigned', task, assignment: selection.assignment });
        }
      }
      execution.add(tasks, selections);
      control.attach(execution);
    }
  } catch (error) {
    control.cancel(); // a plan that breaks off takes what it had started with it
    await execution.finish();
    throw error;
  }
  await execution.finish();
  for (const text of composeAnswer(journal.state())) {
    emit({ type: 'answer-token', text });
  }
}

function filesByName({ attachments, earlier }: Omit<Asked, 'request'>) {
  return new Map([...earlier, ...attachments].map((file) => [file.name, file]));
}

function toKnownFile({ name, artefact }: NamedArtefact): KnownFile {
  return { name, kind: artefact.kind };
}
