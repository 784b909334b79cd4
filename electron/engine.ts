// Builds everything once, by hand, and gives the hosts one thing to talk to. What a run does belongs
// to pipeline/, where it is kept to store/.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { ControllerChoice } from '../shared/controllers.ts';
import type { BrokeOff } from '../shared/diagnostics.ts';
import { type RunState, reduceRun } from '../shared/events.ts';
import type { KnownFile, Plan } from '../shared/plan.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { AvailableModels } from './available-models.ts';
import type { Controller, Turn } from './controllers/controller.ts';
import { type Controllers, createControllers } from './controllers/controllers.ts';
import type { Limits } from './controllers/openai/limits.ts';
import { rulesController } from './controllers/rules.ts';
import { type EngineLog, openEngineLog } from './diagnostics/engine-log.ts';
import { createEngineExperts } from './engine-experts.ts';
import {
  type ActiveRuns,
  type AskOptions,
  activeRuns,
  ask,
  type BeginOptions,
  type EngineParts,
  eventsOf,
  type ImportOptions,
  importPlan,
  type RunEvents,
  rerun,
  resume,
  type Stoppable,
} from './engine-runs.ts';
import { createEngineUpdates } from './engine-updates.ts';
import type { Expert } from './experts/expert.ts';
import { createFileFetch } from './fetched-files.ts';
import type { Keyring } from './keyring.ts';
import { createKeys, type Keys } from './keys.ts';
import { createLocalInference, type LocalInference, probeKey } from './local-inference.ts';
import { createModelPins } from './model-pins.ts';
import { configuredHosts } from './network/configured.ts';
import { createNetwork, type Network } from './network/network.ts';
import type { Records } from './network/records.ts';
import type { PipelineDeps } from './pipeline/deps.ts';
import { createSlots } from './pipeline/execution/slots.ts';
import { type PlanPart, planTasks } from './pipeline/plan.ts';
import type { PlanText } from './pipeline/plan-file.ts';
import type { RerunChanges } from './pipeline/rerun.ts';
import { cudaPlace } from './runner/cuda-place.ts';
import { createRunningCount } from './running-count.ts';
import { endpointForms } from './store/endpoint-forms.ts';
import { foundDevices } from './store/found-devices.ts';
import { defaultHome } from './store/home.ts';
import { hubAnswers } from './store/hub-answers.ts';
import { keptDownloads } from './store/kept-downloads.ts';
import { createPromptFiles } from './store/prompt-files.ts';
import { changeSettings } from './store/settings-file.ts';
import { openStore, type Store, type StoreSession } from './store/store.ts';
import { type ModelChoices, modelChoices } from './task-choices.ts';
import type { Updates } from './updates/updates.ts';
import { createUploadPermissions, type UploadPermissions } from './upload-permissions.ts';
import { createVideoThreads } from './video/video-work.ts';

export type { AskOptions } from './engine-runs.ts';

export interface EngineOptions extends StoreSession {
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
  /** What could perform them besides; nothing where the experts are given, else the library and the Hub. */
  readonly others?: AvailableModels;
  /** By default that of the process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** What protects keys that are kept; without it they are kept as plain text. */
  readonly keyring?: Keyring | undefined;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Connections of an engine before it in the same session. */
  readonly records?: Records;
  /** What an engine before it in the same session had found to have broken off. */
  readonly brokeOff?: BrokeOff | undefined;
}

/** Leaving the iteration of a run's events early cancels the run. */
export interface Engine extends ActiveRuns, ModelChoices {
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
  readonly resume: (runId: string, options?: BeginOptions) => RunEvents;
  /**
   * Repeats a run with changes as a new run beside it; what they don't reach is taken over.
   * @throws AppError RUN_NOT_FOUND or PLAN_INVALID
   */
  readonly rerun: (runId: string, changes: RerunChanges, options?: BeginOptions) => RunEvents;
  /**
   * Runs the plan of a file, after the person's word.
   * @throws AppError PLAN_FILE_INVALID, PLAN_FILES_MISSING, or for a file that can't be taken
   */
  readonly importPlan: (file: PlanText, options?: ImportOptions) => RunEvents;
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
  /** None of them comes out by it. */
  readonly keys: Omit<Keys, 'environment'>;
  /** The one way out, and what went out by it. */
  readonly network: Network;
  /** Where files may be sent. */
  readonly uploads: UploadPermissions;
  /** Newer versions of the program. */
  readonly updates: Updates;
  readonly mode: Mode;
  readonly log: EngineLog;
  /** Whether no run goes on or begins. */
  readonly isIdle: () => boolean;
  readonly close: () => Promise<void>;
}

/** @throws AppError HOME_UNUSABLE, HOME_IN_USE, DISK_FULL, STORE_DAMAGED or STORE_NEWER */
export function createEngine(options: EngineOptions = {}): Engine {
  const clock = options.clock ?? Date.now;
  const store = openStore(options.home ?? defaultHome(process.env), clock, options);
  const { settings, home } = store;
  const { environment, ...keys } = createKeys({
    ...{ home, environment: options.environment ?? process.env, keyring: options.keyring, clock },
    users: () => controllers.overview().connections,
  });
  const mode = options.mode ?? settings.mode;
  const log = openEngineLog({ home, environment, clock, mode, brokeOff: options.brokeOff });
  const uploads = createUploadPermissions({
    uploads: settings.uploads,
    keep: (kept) => changeSettings(home, { uploads: kept }),
  });
  const pins = createModelPins(home);
  const network = createNetwork({
    ...{ environment, mode, clock, records: options.records },
    ...{ allowed: () => settings.allowedAddresses, uploads: uploads.kept },
    configured: configuredHosts(environment, settings, () => controllers.overview().connections),
  });
  const place = cudaPlace({ folder: join(home, 'cuda') });
  const local = createLocalInference({
    ...{ scratch: join(home, 'scratch'), settings, mode, environment, cudaPlace: place },
    ...{ fetch: network.fetch('hub'), cudaFetch: network.fetch('cuda') },
    keepDtypes: (modelDtypes) => changeSettings(home, { modelDtypes }),
    found: log.noting(foundDevices(home, probeKey(environment, place), clock)),
    ...{ hubAnswers: hubAnswers(home), keptDownloads: keptDownloads(home), clock },
  });
  const { isReviewed, controller: fixed, choice, chatLimits: limits = {} } = options;
  const controllers = createControllers({
    ...{ settings, mode, environment, local, clock, fixed, choice, isReviewed, limits },
    fetch: network.fetch('controller'),
    keep: (change) => changeSettings(home, change),
    forms: endpointForms(home),
    prompts: createPromptFiles({ home, clock }),
  });
  const updates = createEngineUpdates({ store, mode, environment, network });
  const threads = settings.cpuSlots || availableParallelism();
  const experts = createEngineExperts({
    ...options,
    ...{ settings, mode, environment, clock, local, controllers, network, threads },
  });
  const video = createVideoThreads(threads);
  const steady = {
    ...{ ...storeDeps(store, network, log), mode, uploads, clock, fallback: rulesController },
    ...{ video: video.work, longSpeech: settings.longSpeech, attributed: network.attributed },
    slots: createSlots({ cpu: threads, gpu: settings.gpuSlots, network: settings.networkSlots }),
    timeoutSeconds: (type: TaskType) => settings.timeoutSeconds[type],
    sleep: (ms: number, signal: AbortSignal) => setTimeout(ms, undefined, { signal }),
  };
  const deps = async (): Promise<PipelineDeps> => ({
    ...steady,
    ...(await experts.deps()),
    ranking: { ...settings, pinnedModels: pins.all() },
    controller: controllers.current(),
    isReviewed: controllers.isReviewed(),
  });
  const parts: EngineParts = { store, deps, mode, active: new Map() };
  return {
    ...{ settings, store, mode, local, controllers, keys, network, uploads, updates, log },
    ...{ ...beginningRuns(parts), ...modelChoices(pins, deps), abilities: experts.abilities },
    plan: async (request, files, asked) =>
      planRequest(request, files, { ...(await deps()), ...asked }),
    ...activeRuns(parts),
    run: (runId) => reduceRun(eventsOf(store, runId)),
    close: async () => {
      await Promise.all([experts.close(), local.close(), video.close()]);
      await log.stopped();
      store.close();
    },
  };
}

function beginningRuns(
  parts: EngineParts,
): Pick<Engine, 'ask' | 'resume' | 'rerun' | 'importPlan' | 'isIdle'> {
  const { counted, isIdle } = createRunningCount();
  return {
    isIdle,
    ask: (request, asked = {}) => counted(ask(request, asked, parts)),
    resume: (runId, options = {}) => counted(resume(runId, options, parts)),
    rerun: (runId, changes, options = {}) => counted(rerun(runId, { changes, ...options }, parts)),
    importPlan: (file, options = {}) => counted(importPlan(file, options, parts)),
  };
}

function storeDeps(
  store: Store,
  { fetchAddress }: Network,
  log: EngineLog,
): Pick<PipelineDeps, 'artefacts' | 'records' | 'results' | 'plans'> {
  return {
    artefacts: {
      keep: ({ name, bytes }) => store.artefacts.addBytes(name, bytes),
      path: store.artefacts.path,
      text: store.artefacts.text,
      fetch: createFileFetch({ ...store, fetch: fetchAddress() }),
    },
    records: {
      append: (event) => {
        store.runs.append(event);
        log.runEvent(event);
      },
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
