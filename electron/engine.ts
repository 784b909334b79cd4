// Builds everything once, by hand, and gives the hosts one thing to talk to. What a run does belongs
// to pipeline/, where it is kept to store/.

import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../shared/errors.ts';
import { type RunEvent, type RunState, reduceRun } from '../shared/events.ts';
import type { KnownFile, Plan, TaskId, WireTask } from '../shared/plan.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import { type AskedFile, earlierFiles, storeAttachments } from './attachments.ts';
import type { Controller } from './controllers/controller.ts';
import { rulesController } from './controllers/rules.ts';
import { createBuiltinPool } from './experts/builtin/pool.ts';
import type { Expert } from './experts/expert.ts';
import { createLocalInference, type LocalInference, probeKey } from './local-inference.ts';
import { RunControl } from './pipeline/control.ts';
import type { PipelineDeps } from './pipeline/deps.ts';
import { createSlots } from './pipeline/execution/slots.ts';
import { type PlanPart, planTasks } from './pipeline/plan.ts';
import type { RerunChanges } from './pipeline/rerun.ts';
import { rerunRequest, resumeRun, runRequest } from './pipeline/run.ts';
import { foundDevices } from './store/found-devices.ts';
import { defaultHome } from './store/home.ts';
import { changeSettings } from './store/settings-file.ts';
import { openStore, type Store } from './store/store.ts';

export interface EngineOptions {
  /** The data folder; by default ENSEMBLE_HOME, else the platform's. */
  readonly home?: string;
  /** By default what the settings say. */
  readonly mode?: Mode;
  readonly controller?: Controller;
  /** What performs tasks; by default the models of this machine and the built-in experts. */
  readonly experts?: readonly Expert[];
  /** By default that of the process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

interface Stoppable {
  readonly signal?: AbortSignal;
}

export interface AskOptions extends Stoppable {
  readonly files?: readonly AskedFile[];
  /** The conversation that the request goes on with; a new one by default. */
  readonly conversation?: string | undefined;
  /** The run of that conversation that it follows; by default the latest. */
  readonly parent?: string | undefined;
  /** The run that it stands beside, as its request edited or tried again. */
  readonly origin?: string | undefined;
  /** Does this task with this model, whatever the request says. */
  readonly trial?: { readonly task: WireTask; readonly model: string } | undefined;
}

type RunEvents = AsyncGenerator<RunEvent, void, undefined>;

/** Leaving the iteration of a run's events early cancels the run. */
export interface Engine {
  readonly settings: Settings;
  readonly store: Store;
  /**
   * Runs a request through all four stages.
   * @throws AppError for a file that can't be taken, before the run begins
   */
  readonly ask: (request: string, options?: AskOptions) => RunEvents;
  /**
   * Goes on with a run that was interrupted, cancelled or failed; what had finished is not done again.
   * @throws AppError RUN_NOT_FOUND or RUN_NOT_OPEN
   */
  readonly resume: (runId: string, options?: Stoppable) => RunEvents;
  /**
   * Repeats a run with changes as a new run beside it; what they don't reach is taken over.
   * @throws AppError RUN_NOT_FOUND or PLAN_INVALID
   */
  readonly rerun: (runId: string, changes: RerunChanges, options?: Stoppable) => RunEvents;
  /** Stops a run that goes on, or one task of it; does nothing where it has ended. */
  readonly cancel: (runId: string, task?: TaskId) => void;
  /** Stops every run, as one that can go on at the next start. */
  readonly interrupt: () => void;
  /** @throws AppError RUN_NOT_FOUND */
  readonly run: (runId: string) => RunState;
  /** What can be done now. */
  readonly abilities: () => Promise<readonly Pick<Expert, 'task' | 'model'>[]>;
  /** The models of this machine. */
  readonly local: LocalInference;
  readonly mode: Mode;
  readonly controller: string;
  readonly close: () => Promise<void>;
}

/** @throws AppError HOME_UNUSABLE, HOME_IN_USE, DISK_FULL, STORE_DAMAGED or STORE_NEWER */
export function createEngine(options: EngineOptions = {}): Engine {
  const clock = options.clock ?? Date.now;
  const store = openStore(options.home ?? defaultHome(process.env), clock);
  const { settings } = store;
  const { environment = process.env } = options;
  const mode = options.mode ?? settings.mode;
  const scratch = join(store.home, 'scratch');
  const local = createLocalInference({
    ...{ scratch, settings, mode, environment },
    keepDtypes: (modelDtypes) => changeSettings(store.home, { modelDtypes }),
    found: foundDevices(store.home, probeKey(environment), clock),
  });
  const cpuSlots = settings.cpuSlots || availableParallelism();
  const pool = createBuiltinPool({ threads: cpuSlots });
  const experts = () => options.experts ?? [...local.models.experts(), ...pool.experts];
  const deps: PipelineDeps = {
    ...storeDeps(store),
    controller: options.controller ?? rulesController,
    expertsFor: (type) => experts().filter(({ task }) => task === type),
    slots: createSlots({ cpu: cpuSlots, gpu: settings.gpuSlots, network: settings.networkSlots }),
    timeoutSeconds: (type) => settings.timeoutSeconds[type],
    clock,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  };
  const parts: EngineParts = { store, deps, mode, local, active: new Map() };
  return {
    ...{ settings, store, mode, local, controller: deps.controller.id },
    abilities: async () => {
      await local.models.ready();
      return experts();
    },
    ask: (request, asked = {}) => ask(request, asked, parts),
    resume: (runId, { signal } = {}) => resume(runId, signal, parts),
    rerun: (runId, changes, { signal } = {}) => rerun(runId, { changes, signal }, parts),
    cancel: (runId, task) => {
      const control = parts.active.get(runId);
      task === undefined ? control?.cancel() : control?.cancelTask(task);
    },
    interrupt: () => {
      for (const control of parts.active.values()) {
        control.interrupt();
      }
    },
    run: (runId) => reduceRun(eventsOf(store, runId)),
    close: async () => {
      await Promise.all([pool.close(), local.close()]);
      store.close();
    },
  };
}

function storeDeps(store: Store): Pick<PipelineDeps, 'artefacts' | 'records' | 'results'> {
  return {
    artefacts: {
      keep: ({ name, bytes }) => store.artefacts.addBytes(name, bytes),
      path: store.artefacts.path,
      text: store.artefacts.text,
    },
    records: {
      append: store.runs.append,
      outcome: store.runs.recordOutcome,
      statistics: store.runs.statistics,
    },
    results: store.results,
  };
}

interface EngineParts {
  readonly store: Store;
  readonly deps: PipelineDeps;
  readonly mode: Mode;
  readonly local: Pick<LocalInference, 'models'>;
  /** The runs that go on, by id. */
  readonly active: Map<string, RunControl>;
}

async function* ask(
  request: string,
  { files = [], signal, conversation = randomUUID(), origin, trial, ...asked }: AskOptions,
  parts: EngineParts,
): RunEvents {
  const { store, mode } = parts;
  const deps = trial === undefined ? parts.deps : trialDeps(parts.deps, trial);
  const latest = origin === undefined ? store.runs.ofConversation(conversation).at(-1) : undefined;
  const parent = asked.parent ?? latest;
  const control = new RunControl();
  const attachments = await storeAttachments(files, store, signal ?? control.signal);
  const earlier = earlierFiles(store, conversation, parent);
  const place = { runId: randomUUID(), conversation, parent, origin };
  const input = { ...place, request, attachments, earlier, mode };
  yield* whileActive(input.runId, { control, signal, parts }, runRequest(input, deps, control));
}

/** The plan is what is tried, and no other model takes over where it fails. */
function trialDeps(deps: PipelineDeps, { task, model }: Trial): PipelineDeps {
  const { id, name } = deps.controller;
  return {
    ...deps,
    controller: {
      ...{ id, name },
      plan: async function* () {
        yield JSON.stringify([task]);
      },
    },
    expertsFor: (type) => deps.expertsFor(type).filter((expert) => expert.model.id === model),
  };
}
type Trial = NonNullable<AskOptions['trial']>;

async function* resume(
  runId: string,
  signal: AbortSignal | undefined,
  parts: EngineParts,
): RunEvents {
  const events = eventsOf(parts.store, runId);
  const { status, conversation, parent } = reduceRun(events);
  if (status === 'finished' || status === 'running') {
    throw AppError.of('RUN_NOT_OPEN', { run: runId, status });
  }
  const control = new RunControl();
  const earlier = earlierFiles(parts.store, conversation, parent);
  const resumed = resumeRun(events, earlier, { deps: parts.deps, control });
  yield* whileActive(runId, { control, signal, parts }, resumed);
}

async function* rerun(
  runId: string,
  { changes, signal }: { readonly changes: RerunChanges; readonly signal: AbortSignal | undefined },
  parts: EngineParts,
): RunEvents {
  const { store, deps, mode } = parts;
  const origin = reduceRun(eventsOf(store, runId));
  const { conversation, request, attachments, parent } = origin;
  const control = new RunControl();
  const earlier = earlierFiles(store, conversation, parent);
  const place = { runId: randomUUID(), conversation, parent };
  const input = { ...place, request, attachments, earlier, mode };
  const repeated = rerunRequest(input, { origin, changes }, { deps, control });
  yield* whileActive(input.runId, { control, signal, parts }, repeated);
}

function eventsOf({ runs }: Store, runId: string): readonly RunEvent[] {
  const events = runs.events(runId);
  if (events.length === 0) {
    throw AppError.of('RUN_NOT_FOUND', { run: runId });
  }
  return events;
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
    await parts.local.models.ready();
    yield* events;
  } finally {
    parts.active.delete(runId);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Stage 1 alone, for files that need not exist.
 * @throws AppError PLAN_INVALID
 */
export async function planRequest(
  request: string,
  attachments: readonly KnownFile[],
  controller: Controller = rulesController,
): Promise<Pick<PlanPart, 'repairs'> & { readonly plan: Plan }> {
  const never = new AbortController().signal;
  const input = { request, attachments, earlier: [] };
  const parts: PlanPart[] = [];
  for await (const part of planTasks(input, { controller }, never)) {
    parts.push(part);
  }
  return {
    plan: parts.flatMap(({ tasks }) => tasks),
    repairs: parts.flatMap(({ repairs }) => repairs),
  };
}
