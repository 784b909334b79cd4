// One request from start to answer: joins the four stages, and makes every ending an event. A run that
// goes on and a run that repeats another enter at execution, with what had finished.

import { toErrorReport } from '../../shared/errors.ts';
import { type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { KnownFile, Plan, Repair, TaskId } from '../../shared/plan.ts';
import type { Mode } from '../../shared/settings.ts';
import type { ControllerContext, PlanningInput, Turn } from '../controllers/controller.ts';
import { answerRun } from './answer.ts';
import { assignTasks } from './assign.ts';
import type { RunControl } from './control.ts';
import type { PipelineDeps } from './deps.ts';
import { dubRun } from './dubbing.ts';
import { startExecution } from './execute.ts';
import { createFileAt } from './execution/addresses.ts';
import { finishedTasks } from './execution/finished.ts';
import type { FinishedTask } from './execution/scheduler.ts';
import { createJournal, type Journal } from './journal.ts';
import { createPerson } from './person.ts';
import { planKey } from './pinned-plan.ts';
import { type PlanPart, planTasks } from './plan.ts';
import { planRerun, type RerunChanges } from './rerun.ts';

export interface RunInput {
  readonly runId: string;
  readonly conversation: string;
  readonly request: string;
  readonly attachments: readonly NamedArtefact[];
  /** Files of earlier turns, the latest last. */
  readonly earlier: readonly NamedArtefact[];
  /** The turns of the conversation that led to it, the oldest first. */
  readonly history: readonly Turn[];
  readonly mode: Mode;
  /** A plan of the same request that was made before does not count. */
  readonly replan?: boolean | undefined;
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
  before: Pick<RunInput, 'earlier' | 'history'>,
  { deps, control }: { readonly deps: PipelineDeps; readonly control: RunControl },
): RunEvents {
  const state = reduceRun(events);
  const journal = createJournal(state.runId, journalDeps(deps), events);
  return conduct({ deps, journal, control }, async (context) => {
    journal.emit({ type: 'resumed' });
    const asked = { ...state, ...before };
    if (!state.isPlanned) {
      await planAndExecute(asked, context);
      return;
    }
    const plan = state.tasks.map(({ task }) => task);
    const finished = finishedTasks(state, filesByName(asked));
    const isReviewed = state.review === 'asked';
    const { fetched } = state;
    await execute([plan], { asked, finished, fetched, isReviewed }, context);
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
    const given = { asked: input, fresh, finished: new Map(before), isReviewed: false };
    await execute([plan], given, context);
  });
}

/** Runs a plan that is there already, once the person has looked at it. */
export function runPlan(
  input: RunInput,
  { plan, repairs }: { readonly plan: Plan; readonly repairs: readonly Repair[] },
  { deps, control }: { readonly deps: PipelineDeps; readonly control: RunControl },
): RunEvents {
  const journal = createJournal(input.runId, journalDeps(deps));
  return conduct({ deps, journal, control }, async (context) => {
    startRun(input, context);
    journal.emit({ type: 'planned', tasks: plan, isComplete: true });
    if (repairs.length > 0) {
      journal.emit({ type: 'repaired', repairs });
    }
    await execute([plan], { asked: input, isReviewed: deps.isReviewed }, context);
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
  const { journal, control, deps } = context;
  const staged = deps.attributed({ run: journal.runId }, () => stages(context));
  const done = endRun(context, staged).finally(journal.close);
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

type Asked = Pick<RunInput, 'request' | 'attachments' | 'earlier' | 'history' | 'replan'>;

async function planAndExecute(asked: Asked, context: RunContext): Promise<void> {
  const { deps, control } = context;
  control.signal.throwIfAborted();
  const key = planKey(asked, deps.controller);
  const plan = pinnedPlan({ ...asked, key }, context) ?? announce({ ...asked, key }, context);
  await execute(plan, { asked, isReviewed: deps.isReviewed }, context);
}

/** With the key of its plan, where such plans are kept. */
type Keyed = Asked & { readonly key: string | undefined };

/** The plan that the same request had before, made an event; undefined where there is none. */
function pinnedPlan(
  { key, replan }: Keyed,
  { deps: { plans }, journal }: RunContext,
): readonly Plan[] | undefined {
  const pinned = key === undefined || replan === true ? undefined : plans.find(key);
  if (pinned === undefined) {
    return undefined;
  }
  journal.emit({ type: 'planned', tasks: pinned.plan, isComplete: true });
  journal.emit({ type: 'noted', note: { code: 'PLAN_REUSED', run: pinned.run } });
  return [pinned.plan];
}

/** Plans, makes each part an event before it is handed on, and keeps the plan for the next time. */
async function* announce(
  { key, ...asked }: Keyed,
  context: RunContext,
): AsyncGenerator<Plan, void, undefined> {
  const { deps, journal } = context;
  const made: Plan[] = [];
  let last: PlanPart | undefined;
  for await (const part of planTasks(toInput(asked), deps, controllerContext(context))) {
    const { tasks, repairs, isComplete } = part;
    journal.emit({ type: 'planned', tasks, isComplete });
    if (repairs.length > 0) {
      journal.emit({ type: 'repaired', repairs });
    }
    made.push(tasks);
    last = part;
    yield tasks;
  }
  if (key !== undefined && last?.by === deps.controller) {
    deps.plans.pin(key, { plan: made.flat(), run: journal.runId });
  }
}

function toInput({ request, attachments, earlier, history }: Asked): PlanningInput {
  return {
    ...{ request, history },
    attachments: attachments.map(toKnownFile),
    earlier: earlier.map(toKnownFile),
  };
}

function controllerContext({ journal, control }: RunContext): ControllerContext {
  return {
    signal: control.signal,
    asked: (call) => journal.emit({ type: 'asked', call }),
    noted: (note) => journal.emit({ type: 'noted', note }),
  };
}

interface Given {
  readonly asked: Asked;
  readonly finished?: ReadonlyMap<TaskId, FinishedTask>;
  readonly fresh?: ReadonlySet<TaskId>;
  /** What addresses held before. */
  readonly fetched?: RunState['fetched'];
  readonly isReviewed: boolean;
}

/** Stages 2 to 4 for a plan that may still be arriving, and of which some tasks may be finished. */
async function execute(
  plan: AsyncIterable<Plan> | readonly Plan[],
  { asked, finished = new Map(), fresh, fetched = [], isReviewed }: Given,
  context: RunContext,
): Promise<void> {
  const { deps, journal, control } = context;
  const input = toInput(asked);
  const asking = controllerContext(context);
  const files = filesByName(asked);
  const { emit } = journal;
  const person = createPerson({ control, emit });
  const { runId: run } = journal;
  const known = new Map(fetched.map(({ url, file }) => [url, file]));
  const fileAt = createFileAt({ ...deps, emit, signal: control.signal, known });
  const work = { ...deps, files, finished, ...(fresh && { fresh }), emit, person, run, fileAt };
  const execution = startExecution(work, control.signal);
  const namable = [...input.earlier, ...input.attachments];
  const assigning = { request: asked.request, execution, isReviewed, known: namable };
  try {
    await assignTasks(
      plan,
      { ...assigning, finished: new Set(finished.keys()) },
      { deps, journal, control, person, asking },
    );
  } catch (error) {
    await execution.finish(); // what it had started was stopped
    throw error;
  }
  await execution.finish();
  await dubRun({ ...deps, journal, earlier: asked.earlier, signal: control.signal });
  await answerRun({ input, controller: deps.controller, journal }, asking);
}

function filesByName({ attachments, earlier }: Pick<Asked, 'attachments' | 'earlier'>) {
  return new Map([...earlier, ...attachments].map((file) => [file.name, file]));
}

function toKnownFile({ name, artefact }: NamedArtefact): KnownFile {
  return { name, kind: artefact.kind };
}
