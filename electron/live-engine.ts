// The engine behind a host's Fetch handler. Settings that the engine is built on are changed by closing it and
// opening it anew in the same process, so that nothing of it ever lives under two modes; runs that went on and
// models that were being fetched are taken up again.

import { readdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BrokeOff } from '../shared/diagnostics.ts';
import { AppError, detail, type ErrorDetail } from '../shared/errors.ts';
import type { ChangeableSettings } from '../shared/settings.ts';
import type { Engine } from './engine.ts';
import { type App, type AppLimits, createApp } from './http/app.ts';
import type { Opened, Reopen } from './http/settings-rpc.ts';
import { createLiveRuns } from './live-runs.ts';
import type { LocalInference } from './local-inference.ts';
import { createRecords, type Records } from './network/records.ts';
import { errorCode } from './store/disk-errors.ts';
import { createHeldFiles } from './store/held-files.ts';
import { changeSettings } from './store/settings-file.ts';
import type { StoreSession } from './store/store.ts';

export interface LiveEngineOptions {
  /** @throws AppError as createEngine does */
  readonly open: (session: Session) => Engine;
  /** The folder of the built renderer. */
  readonly renderer: string;
  /** Told of bugs. */
  readonly report: (error: unknown) => void;
  readonly limits?: Partial<AppLimits>;
}

/** What outlives an engine that is opened anew. */
export interface Session extends Required<StoreSession> {
  /** What was reached, and what was refused. */
  readonly records: Records;
  /** What had broken off before it began. */
  readonly brokeOff: BrokeOff | undefined;
}

export interface LiveEngine extends App {
  /** Ends the streams and saves the runs as interrupted. The engine is open, so that answers can end. */
  readonly interrupt: () => Promise<void>;
  /** Interrupts, and closes the engine. */
  readonly close: () => Promise<void>;
}

/** Milliseconds that answers under way get to end before the engine is closed under them. */
const CLOSING_MS = 2000;
/** It waits for the engine to be opened anew, and must not be waited for. */
const CHANGE_PATH = '/rpc/settings/change';

/** @throws AppError where the engine can't be opened */
export function openLiveEngine(options: LiveEngineOptions): LiveEngine {
  const kept = { records: createRecords(Date.now), held: createHeldFiles() };
  let isGoingOn = false;
  let brokeOff: BrokeOff | undefined;
  const start = () => {
    const begun = begin(options, { ...kept, isGoingOn, brokeOff }, reopen);
    isGoingOn = true;
    brokeOff = begun.engine.log.brokeOff;
    return begun;
  };
  let current: Running | undefined = start();
  let changed: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<Response>>();

  /** Where it could not be opened anew, the next request tries again. */
  function running(): Running {
    current ??= start();
    return current;
  }

  function reopen(change: Partial<ChangeableSettings>): Promise<Opened> {
    const opened = changed.then(() => openAnew(change));
    changed = opened.catch(() => {}); // told to the one who asked for it
    return opened;
  }

  async function openAnew(change: Partial<ChangeableSettings>): Promise<Opened> {
    const { engine, runs } = running();
    checkFolders(change, engine.settings);
    changeSettings(engine.store.home, change);
    const going = runs.going();
    await runs.close();
    await Promise.race([Promise.allSettled(underWay), setTimeout(CLOSING_MS)]);
    const fetching = underWayIn(engine.local);
    current = undefined;
    await engine.close();
    const opened = running();
    await opened.ready;
    goOnFetching(opened.engine.local, fetching);
    for (const run of going) {
      if (opened.engine.run(run).status === 'interrupted') {
        await opened.runs.resume(run);
      }
    }
    return opened;
  }

  async function interrupt(): Promise<void> {
    await changed;
    await current?.runs.close();
  }

  return {
    fetch: async (request) => {
      await changed;
      const answer = answered(running(), request);
      if (new URL(request.url).pathname !== CHANGE_PATH) {
        underWay.add(answer);
        answer.finally(() => underWay.delete(answer));
      }
      return answer;
    },
    interrupt,
    close: async () => {
      await interrupt();
      await current?.engine.close();
    },
  };
}

/** Downloads that run or wait for their turn; what a person has paused is none of them. */
function underWayIn({ library }: LocalInference): readonly string[] {
  return library
    .downloads()
    .filter(({ status }) => status === 'running' || status === 'queued')
    .map(({ id }) => id);
}

/** Where the change itself forbids it they stay paused, as at any other start. */
function goOnFetching({ library, offline }: LocalInference, downloads: readonly string[]): void {
  if (offline === undefined) {
    for (const download of downloads) {
      library.resume(download);
    }
  }
}

/** Those that are new; one that was there before may be away, such as on a disk that is not plugged in. */
function checkFolders(
  { modelFolders = [] }: Partial<ChangeableSettings>,
  before: Pick<ChangeableSettings, 'modelFolders'>,
): void {
  for (const folder of modelFolders.filter((one) => !before.modelFolders.includes(one))) {
    if (!isAbsolute(folder)) {
      throw AppError.of('FOLDER_UNUSABLE', { folder, why: detail('no-whole-path') });
    }
    try {
      readdirSync(folder);
    } catch (error) {
      throw AppError.of(
        'FOLDER_UNUSABLE',
        { folder, why: WHY[errorCode(error)] ?? errorCode(error) },
        error,
      );
    }
  }
}

const WHY: Readonly<Record<string, ErrorDetail>> = {
  ENOENT: detail('nothing-at-path'),
  ENOTDIR: detail('is-file'),
  EACCES: detail('may-not-be-read'),
  EPERM: detail('may-not-be-read'),
};

interface Running extends Opened {
  readonly app: App;
  /** Kept keys can be read, so that the first run has them. */
  readonly ready: Promise<void>;
}

async function answered({ app, ready }: Running, request: Request): Promise<Response> {
  await ready;
  return app.fetch(request);
}

function begin({ open, ...deps }: LiveEngineOptions, session: Session, reopen: Reopen): Running {
  const engine = open(session);
  const runs = createLiveRuns(engine);
  const app = createApp({ ...deps, engine, runs, reopen });
  return { engine, runs, app, ready: engine.keys.ready() };
}
