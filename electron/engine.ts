// Builds everything once, by hand, and gives the hosts one thing to talk to. What a run does belongs
// to pipeline/, where it is kept to store/.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ControllerChoice } from '../shared/controllers.ts';
import { AppError } from '../shared/errors.ts';
import { type RunState, reduceRun } from '../shared/events.ts';
import type { KnownFile, Plan, TaskId } from '../shared/plan.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { Controller, Turn } from './controllers/controller.ts';
import { type Controllers, createControllers } from './controllers/controllers.ts';
import type { Limits } from './controllers/openai/limits.ts';
import { rulesController } from './controllers/rules.ts';
import {
  type AskOptions,
  ask,
  type EngineParts,
  eventsOf,
  type RunEvents,
  rerun,
  resume,
  type Stoppable,
} from './engine-runs.ts';
import { createBuiltinPool } from './experts/builtin/pool.ts';
import type { Expert } from './experts/expert.ts';
import { createHostedModels } from './hosted-models.ts';
import { createLocalInference, type LocalInference, probeKey } from './local-inference.ts';
import { configuredHosts } from './network/configured.ts';
import { createNetwork, type Network } from './network/network.ts';
import type { ReviewDecision } from './pipeline/control.ts';
import type { PipelineDeps } from './pipeline/deps.ts';
import { createSlots } from './pipeline/execution/slots.ts';
import { type PlanPart, planTasks } from './pipeline/plan.ts';
import type { RerunChanges } from './pipeline/rerun.ts';
import { endpointForms } from './store/endpoint-forms.ts';
import { foundDevices } from './store/found-devices.ts';
import { defaultHome } from './store/home.ts';
import { createPromptFiles } from './store/prompt-files.ts';
import { changeSettings } from './store/settings-file.ts';
import { openStore, type Store } from './store/store.ts';

export type { AskOptions } from './engine-runs.ts';

export interface EngineOptions {
  /** The data folder; by default ENSEMBLE_HOME, else the platform's. */
  readonly home?: string;
  /** By default what the settings say. */
  readonly mode?: Mode;
  /** What conducts, in place of what the settings say. */
  readonly choice?: ControllerChoice | undefined;
  /** A plan waits for a word before it runs; by default what the settings say. */
  readonly isReviewed?: boolean | undefined;
  readonly controller?: Controller;
  /** How long language models may take, and how often they are tried again. */
  readonly chatLimits?: Partial<Limits>;
  /** What performs tasks; by default the models of this machine and the built-in experts. */
  readonly experts?: readonly Expert[];
  /** By default that of the process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

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
  /**
   * The word that a plan under review waits for.
   * @throws AppError REVIEW_NOT_ASKED or PLAN_INVALID
   */
  readonly review: (runId: string, decision: ReviewDecision) => void;
  /** Stops every run, as one that can go on at the next start. */
  readonly interrupt: () => void;
  /**
   * Stage 1 alone, for files that need not exist.
   * @throws AppError PLAN_INVALID or what the controller failed with
   */
  readonly plan: (
    request: string,
    files: readonly KnownFile[],
    asked?: Stoppable & { readonly history?: readonly Turn[] },
  ) => Planned;
  /** @throws AppError RUN_NOT_FOUND */
  readonly run: (runId: string) => RunState;
  /** What can be done now. */
  readonly abilities: () => Promise<readonly Pick<Expert, 'task' | 'model'>[]>;
  /** The models of this machine. */
  readonly local: LocalInference;
  /** What plans, chooses and answers. */
  readonly controllers: Controllers;
  /** The one way out, and what went out by it. */
  readonly network: Network;
  readonly mode: Mode;
  readonly close: () => Promise<void>;
}

/** @throws AppError HOME_UNUSABLE, HOME_IN_USE, DISK_FULL, STORE_DAMAGED or STORE_NEWER */
export function createEngine(options: EngineOptions = {}): Engine {
  const clock = options.clock ?? Date.now;
  const store = openStore(options.home ?? defaultHome(process.env), clock);
  const { settings, home } = store;
  const { environment = process.env } = options;
  const mode = options.mode ?? settings.mode;
  const network = createNetwork({
    ...{ environment, mode, clock },
    configured: configuredHosts(environment, settings, () => controllers.overview().connections),
  });
  const local = createLocalInference({
    ...{ scratch: join(home, 'scratch'), settings, mode, environment },
    ...{ fetch: network.fetch('hub'), cudaFetch: network.fetch('cuda') },
    keepDtypes: (modelDtypes) => changeSettings(home, { modelDtypes }),
    found: foundDevices(home, probeKey(environment), clock),
  });
  const { isReviewed, controller: fixed, choice, chatLimits: limits = {} } = options;
  const controllers = createControllers({
    ...{ settings, mode, environment, local, clock, fixed, choice, isReviewed, limits },
    fetch: network.fetch('controller'),
    keep: (change) => changeSettings(home, change),
    forms: endpointForms(home),
    prompts: createPromptFiles({ home, clock }),
  });
  const cpuSlots = settings.cpuSlots || availableParallelism();
  const pool = createBuiltinPool({ threads: cpuSlots });
  const experts = () =>
    options.experts ?? [
      ...local.models.experts(),
      ...pool.experts,
      ...controllers.experts(),
      ...hosted.experts(),
    ];
  const hosted = createHostedModels({ settings, mode, environment, network, clock });
  const abilities = async () => {
    await Promise.all([local.models.ready(), hosted.ready()]);
    return experts();
  };
  const steady: Omit<PipelineDeps, 'controller' | 'isReviewed' | 'expertsFor'> = {
    ...storeDeps(store),
    fallback: rulesController,
    slots: createSlots({ cpu: cpuSlots, gpu: settings.gpuSlots, network: settings.networkSlots }),
    timeoutSeconds: (type) => settings.timeoutSeconds[type],
    clock,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  };
  const deps = async () => {
    const byTask = Map.groupBy(await abilities(), ({ task }) => task);
    return {
      ...steady,
      expertsFor: (type: TaskType) => byTask.get(type) ?? [],
      controller: controllers.current(),
      isReviewed: controllers.isReviewed(),
    };
  };
  const parts: EngineParts = { store, deps, mode, active: new Map() };
  return {
    ...{ settings, store, mode, local, controllers, network, abilities },
    ask: (request, asked = {}) => ask(request, asked, parts),
    resume: (runId, { signal } = {}) => resume(runId, signal, parts),
    rerun: (runId, changes, { signal } = {}) => rerun(runId, { changes, signal }, parts),
    plan: async (request, files, asked) =>
      planRequest(request, files, { ...(await deps()), ...asked }),
    ...activeRuns(parts),
    run: (runId) => reduceRun(eventsOf(store, runId)),
    close: async () => {
      await Promise.all([pool.close(), local.close()]);
      store.close();
    },
  };
}

function activeRuns({ active }: EngineParts): Pick<Engine, 'cancel' | 'review' | 'interrupt'> {
  return {
    cancel: (runId, task) => {
      const control = active.get(runId);
      task === undefined ? control?.cancel() : control?.cancelTask(task);
    },
    review: (runId, decision) => {
      const control = active.get(runId);
      if (control === undefined) {
        throw AppError.of('REVIEW_NOT_ASKED', { run: runId });
      }
      control.review(runId, decision);
    },
    interrupt: () => {
      for (const control of active.values()) {
        control.interrupt();
      }
    },
  };
}

function storeDeps(
  store: Store,
): Pick<PipelineDeps, 'artefacts' | 'records' | 'results' | 'plans'> {
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
    plans: store.plans,
  };
}

type Planned = Promise<Pick<PlanPart, 'repairs'> & { readonly plan: Plan }>;

interface PlanningDeps {
  readonly controller: Controller;
  readonly fallback?: Controller;
  readonly signal?: AbortSignal | undefined;
  readonly history?: readonly Turn[];
}

/**
 * Stage 1 alone, for files that need not exist; with the built-in rules it takes no engine.
 * @throws AppError PLAN_INVALID or what the controller failed with
 */
export async function planRequest(
  request: string,
  attachments: readonly KnownFile[],
  { signal = new AbortController().signal, history = [], ...deps }: PlanningDeps = {
    controller: rulesController,
  },
): Planned {
  const input = { request, attachments, earlier: [], history };
  const parts: PlanPart[] = [];
  for await (const part of planTasks(input, deps, { signal, asked: () => {}, noted: () => {} })) {
    parts.push(part);
  }
  return {
    plan: parts.flatMap(({ tasks }) => tasks),
    repairs: parts.flatMap(({ repairs }) => repairs),
  };
}
