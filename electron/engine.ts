// Builds everything once, by hand, and gives the hosts one thing to talk to. What a run does belongs
// to pipeline/, where it is kept to store/.

import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type RunEvent, reduceRun } from '../shared/events.ts';
import { FILE_KINDS, type NamedArtefact } from '../shared/media.ts';
import type { KnownFile } from '../shared/plan.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import type { Controller } from './controllers/controller.ts';
import { rulesController } from './controllers/rules.ts';
import { createBuiltinPool } from './experts/builtin/pool.ts';
import type { Expert } from './experts/expert.ts';
import type { PipelineDeps } from './pipeline/deps.ts';
import { type PlannedTasks, planTasks } from './pipeline/plan.ts';
import { runRequest } from './pipeline/run.ts';
import type { ByteSource } from './store/artefacts.ts';
import { defaultHome } from './store/home.ts';
import { openStore, type Store } from './store/store.ts';

export interface EngineOptions {
  /** The data folder; by default ENSEMBLE_HOME, else the platform's. */
  readonly home?: string;
  /** By default what the settings say. */
  readonly mode?: Mode;
  readonly controller?: Controller;
  /** What performs tasks; by default the built-in experts. */
  readonly experts?: readonly Expert[];
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** A file to attach: a path on this disk, or bytes with a name. */
export type AskedFile = string | { readonly name: string; readonly bytes: ByteSource };

export interface AskOptions {
  readonly files?: readonly AskedFile[];
  readonly signal?: AbortSignal;
  /** The conversation that the request goes on with; a new one by default. */
  readonly conversation?: string;
}

export interface Engine {
  readonly home: string;
  readonly settings: Settings;
  readonly store: Store;
  /**
   * Runs a request through all four stages. Leaving the iteration early cancels the run.
   * @throws AppError for a file that can't be taken, before the run begins
   */
  readonly ask: (
    request: string,
    options?: AskOptions,
  ) => AsyncGenerator<RunEvent, void, undefined>;
  readonly close: () => Promise<void>;
}

const NEVER = new AbortController().signal;

/** @throws AppError HOME_UNUSABLE, HOME_IN_USE, DISK_FULL, STORE_DAMAGED or STORE_NEWER */
export function createEngine(options: EngineOptions = {}): Engine {
  const clock = options.clock ?? Date.now;
  const store = openStore(options.home ?? defaultHome(process.env), clock);
  const cpuSlots = store.settings.cpuSlots || availableParallelism();
  const pool = createBuiltinPool(cpuSlots);
  const experts = options.experts ?? pool.experts;
  const deps: PipelineDeps = {
    controller: options.controller ?? rulesController,
    expertsFor: (type) => experts.filter(({ task }) => task === type),
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
    clock,
    cpuSlots,
  };
  const mode = options.mode ?? store.settings.mode;
  return {
    home: store.home,
    settings: store.settings,
    store,
    ask: (request, asked = {}) => ask(request, asked, { store, deps, mode }),
    close: async () => {
      await pool.close();
      store.close();
    },
  };
}

interface EngineParts {
  readonly store: Store;
  readonly deps: PipelineDeps;
  readonly mode: Mode;
}

async function* ask(
  request: string,
  { files = [], signal = NEVER, conversation = randomUUID() }: AskOptions,
  { store, deps, mode }: EngineParts,
): AsyncGenerator<RunEvent, void, undefined> {
  const attachments: NamedArtefact[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const added =
      typeof file === 'string'
        ? await store.artefacts.addFile(file)
        : await store.artefacts.addBytes(file.name, file.bytes);
    attachments.push({ ...added, name: freeName(added.name, attachments) });
  }
  const earlier = earlierFiles(store, conversation);
  const input = { runId: randomUUID(), conversation, request, attachments, earlier, mode };
  yield* runRequest(input, deps, signal);
}

/** `a.png`, or `a-2.png` where another attachment has that name. */
function freeName(name: string, others: readonly NamedArtefact[]): string {
  const taken = new Set(others.map((other) => other.name));
  for (let count = 2, free = name; ; count += 1) {
    if (!taken.has(free)) {
      return free;
    }
    free = name.replace(/(\.[^.]*)?$/, (extension) => `-${count}${extension}`);
  }
}

/** What the earlier runs of a conversation were given and made, the latest last. */
function earlierFiles(store: Store, conversation: string): readonly NamedArtefact[] {
  return store.runs.ofConversation(conversation).flatMap((runId) => {
    const { attachments, tasks } = reduceRun(store.runs.events(runId));
    const made = tasks.flatMap((task) =>
      task.status === 'finished' ? FILE_KINDS.flatMap((kind) => task.output[kind] ?? []) : [],
    );
    return [...attachments, ...made];
  });
}

/** Stage 1 alone, for files that need not exist. */
export function planRequest(
  request: string,
  attachments: readonly KnownFile[],
  controller: Controller = rulesController,
): Promise<PlannedTasks> {
  return planTasks({ request, attachments, earlier: [] }, { controller }, NEVER);
}
