// The runs of an engine: what each way to begin one is made of, and how those that go on are reached. What
// happens in a run belongs to pipeline/.

import { randomUUID } from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import { type RunEvent, reduceRun } from '../shared/events.ts';
import type { TaskId, WireTask } from '../shared/plan.ts';
import type { Word } from '../shared/questions.ts';
import type { Mode } from '../shared/settings.ts';
import { type AskedFile, storeAttachments } from './attachments.ts';
import { earlierTurns } from './earlier-turns.ts';
import { type ReviewDecision, RunControl } from './pipeline/control.ts';
import type { PipelineDeps } from './pipeline/deps.ts';
import { bindPlan, type PlanText, readPlanFile } from './pipeline/plan-file.ts';
import type { RerunChanges } from './pipeline/rerun.ts';
import { rerunRequest, resumeRun, runPlan, runRequest } from './pipeline/run.ts';
import type { Store } from './store/store.ts';

export interface Stoppable {
  readonly signal?: AbortSignal | undefined;
}

/** How a run is begun, whichever way. */
export interface BeginOptions extends Stoppable {
  /** Someone is there to answer its questions; where not, nothing is fetched or sent that they would decide. */
  readonly isAttended?: boolean | undefined;
}

export interface AskOptions extends BeginOptions {
  readonly files?: readonly AskedFile[];
  /** The conversation that the request goes on with; a new one by default. */
  readonly conversation?: string | undefined;
  /** The run of that conversation that it follows; by default the latest. */
  readonly parent?: string | undefined;
  /** The run that it stands beside, as its request edited or tried again. */
  readonly origin?: string | undefined;
  /** A plan is made anew, also where the same request had one before. */
  readonly replan?: boolean | undefined;
  /** Does this task with this model, whatever the request says. */
  readonly trial?: { readonly task: WireTask; readonly model: string } | undefined;
}

export type RunEvents = AsyncGenerator<RunEvent, void, undefined>;

export interface EngineParts {
  readonly store: Store;
  /** As a run that begins now has them. */
  readonly deps: () => Promise<PipelineDeps>;
  readonly mode: Mode;
  /** The runs that go on, by id. */
  readonly active: Map<string, RunControl>;
}

/** @throws AppError for a file that can't be taken */
export async function* ask(request: string, options: AskOptions, parts: EngineParts): RunEvents {
  const { files = [], signal, conversation = randomUUID(), origin, trial, replan } = options;
  const { store, mode } = parts;
  const given = await parts.deps();
  const deps = trial === undefined ? given : trialDeps(given, trial);
  const latest = origin === undefined ? store.runs.ofConversation(conversation).at(-1) : undefined;
  const parent = options.parent ?? latest;
  const control = new RunControl(options);
  const attachments = await storeAttachments(files, store, signal ?? control.signal);
  const before = earlierTurns(store, conversation, parent);
  const place = { runId: randomUUID(), conversation, parent, origin };
  const input = { ...place, request, attachments, ...before, mode, replan };
  yield* whileActive(input.runId, { control, signal, parts }, runRequest(input, deps, control));
}

/** The plan is what is tried, and no other model takes over where it fails. */
function trialDeps(deps: PipelineDeps, { task, model }: Trial): PipelineDeps {
  return {
    ...deps,
    controller: {
      ...{ id: 'trial', name: 'Trial' },
      plan: async function* () {
        yield JSON.stringify([task]);
      },
    },
    fallback: undefined,
    isReviewed: false,
    expertsFor: (type) => deps.expertsFor(type).filter((expert) => expert.model.id === model),
    othersFor: () => [],
    canLookFurther: () => false,
  };
}
type Trial = NonNullable<AskOptions['trial']>;

/** @throws AppError RUN_NOT_FOUND or RUN_NOT_OPEN */
export async function* resume(runId: string, options: BeginOptions, parts: EngineParts): RunEvents {
  const events = eventsOf(parts.store, runId);
  const { status, conversation, parent } = reduceRun(events);
  if (status === 'finished' || status === 'running') {
    throw AppError.of('RUN_NOT_OPEN', { run: runId, status });
  }
  const control = new RunControl(options);
  const before = earlierTurns(parts.store, conversation, parent);
  const resumed = resumeRun(events, before, { deps: await parts.deps(), control });
  yield* whileActive(runId, { control, signal: options.signal, parts }, resumed);
}

/** @throws AppError RUN_NOT_FOUND or PLAN_INVALID */
export async function* rerun(
  runId: string,
  { changes, ...options }: BeginOptions & { readonly changes: RerunChanges },
  parts: EngineParts,
): RunEvents {
  const { store, mode } = parts;
  const origin = reduceRun(eventsOf(store, runId));
  const { conversation, request, attachments, parent } = origin;
  const control = new RunControl(options);
  const before = earlierTurns(store, conversation, parent);
  const place = { runId: randomUUID(), conversation, parent };
  const input = { ...place, request, attachments, ...before, mode };
  const repeated = rerunRequest(input, { origin, changes }, { deps: await parts.deps(), control });
  yield* whileActive(input.runId, { control, signal: options.signal, parts }, repeated);
}

export interface ImportOptions extends BeginOptions {
  /** What the plan may name, besides the files of the conversation. */
  readonly files?: readonly AskedFile[];
  readonly conversation?: string | undefined;
  /** The run of that conversation that it follows; by default the latest. */
  readonly parent?: string | undefined;
  /** It runs without a word, where the person gave theirs before. */
  readonly isApproved?: boolean | undefined;
}

/**
 * Runs the plan of a file; what keeps it from being run is said before anything begins.
 * @throws AppError PLAN_FILE_INVALID, PLAN_FILES_MISSING, or for a file that can't be taken
 */
export async function* importPlan(
  given: PlanText,
  options: ImportOptions,
  parts: EngineParts,
): RunEvents {
  const { files = [], signal, conversation = randomUUID(), isApproved = false } = options;
  const { store, mode } = parts;
  const file = readPlanFile(given);
  const deps = { ...(await parts.deps()), isReviewed: !isApproved };
  const parent = options.parent ?? store.runs.ofConversation(conversation).at(-1);
  const control = new RunControl(options);
  const attachments = await storeAttachments(files, store, signal ?? control.signal);
  const before = earlierTurns(store, conversation, parent);
  const { name } = given;
  const bound = bindPlan(file, { name, files: [...before.earlier, ...attachments], ...deps });
  const place = { runId: randomUUID(), conversation, parent };
  const input = { ...place, request: file.request, attachments, ...before, mode };
  const running = runPlan(input, bound, { deps, control });
  yield* whileActive(input.runId, { control, signal, parts }, running);
}

/** @throws AppError RUN_NOT_FOUND */
export function eventsOf({ runs }: Store, runId: string): readonly RunEvent[] {
  const events = runs.events(runId);
  if (events.length === 0) {
    throw AppError.of('RUN_NOT_FOUND', { run: runId });
  }
  return events;
}

/** How runs that go on are reached from outside, by their ids. */
export interface ActiveRuns {
  /** Stops a run that goes on, or one task of it; does nothing where it has ended. */
  readonly cancel: (runId: string, task?: TaskId) => void;
  /**
   * The word that a plan under review waits for.
   * @throws AppError REVIEW_NOT_ASKED or PLAN_INVALID
   */
  readonly review: (runId: string, decision: ReviewDecision) => void;
  /**
   * The word that a question of a run waits for.
   * @throws AppError QUESTION_NOT_ASKED
   */
  readonly answer: (runId: string, key: string, word: Word) => void;
  /** Stops every run, as one that can go on at the next start. */
  readonly interrupt: () => void;
}

export function activeRuns({ active }: Pick<EngineParts, 'active'>): ActiveRuns {
  // One that has ended waits for nothing, and says so.
  const reach = (runId: string) => active.get(runId) ?? new RunControl();
  return {
    cancel: (runId, task) => {
      const control = active.get(runId);
      task === undefined ? control?.cancel() : control?.cancelTask(task);
    },
    review: (runId, decision) => reach(runId).review(runId, decision),
    answer: (runId, key, word) => reach(runId).answer(runId, key, word),
    interrupt: () => {
      for (const control of active.values()) {
        control.interrupt();
      }
    },
  };
}

interface Activity {
  readonly control: RunControl;
  readonly signal: AbortSignal | undefined;
  readonly parts: EngineParts;
}

/** Makes a run reachable by its id, and stops it with the caller's signal, for as long as it goes on. */
async function* whileActive(
  runId: string,
  { control, signal, parts }: Activity,
  events: RunEvents,
): RunEvents {
  const onAbort = () => control.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) {
    onAbort();
  }
  parts.active.set(runId, control);
  try {
    yield* events;
  } finally {
    parts.active.delete(runId);
    signal?.removeEventListener('abort', onAbort);
  }
}
