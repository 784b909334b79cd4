// The model library as the rest of the engine knows it: what is known, what is on this machine, and how
// more gets here. Joins the files beside it; each of them does one of these things.

import { AppError } from '../../shared/errors.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { hubCache, modelFolders, readRef } from './cache.ts';
import { readCatalogue } from './catalogue.ts';
import { measureDiskUse } from './disk-use.ts';
import { checkAllowed, createDownload, type Download, type DownloadDeps } from './downloads.ts';
import { joinEntries, matches } from './entries.ts';
import { createHub } from './hub.ts';
import { hubSettings, hubToken } from './hub-settings.ts';
import { freeBytesOf } from './install.ts';
import { listInstalled } from './installed.ts';
import { createKeptQueue } from './kept-queue.ts';
import { removeLeftovers } from './leftovers.ts';
import type { InstallRequest, Library, LibraryOptions } from './library-types.ts';
import { createLimiter } from './limiter.ts';
import { clockWait } from './lock.ts';
import { planInstall } from './plan-install.ts';
import { createQueue, isOpen, type Queue } from './queue.ts';
import { removeModel } from './remove.ts';
import { STALL_MS } from './transfer.ts';
import { verifyModel } from './verify.ts';
import { splitId, wantedOf } from './wanted.ts';

const NEVER = new AbortController().signal;

export function createLibrary(options: LibraryOptions): Library {
  const catalogue = options.catalogue ?? readCatalogue();
  const deps = downloadDeps(options);
  const changes = createChanges();
  const queue = createQueue(changes.tell);
  const keptQueue = createKeptQueue({ deps, queue, kept: options.keptDownloads });
  const disk = createDisk(() =>
    listInstalled({ cache: deps.cache, folders: options.folders?.() ?? [], catalogue }),
  );
  const refresh = async () => {
    const models = await disk.refresh();
    changes.tell();
    return models;
  };
  keptQueue.restore((ended) => void ended.then(refresh, () => undefined)); // told by its state
  const endKeeping = changes.subscribe(keptQueue.save);
  const entries = async () => joinEntries(catalogue, await disk.installed(), queue.state());
  return {
    catalogue,
    installed: disk.installed,
    refresh,
    search: async (text, { task } = {}) =>
      (await entries()).filter((entry) => matches(entry, text, task)),
    show: async (id) => (await entries()).find((entry) => entry.id === splitId(id).model),
    plan: async (id, request = {}) => {
      checkAllowed(deps, id);
      const signal = request.signal ?? NEVER;
      return planInstall(deps.hub, { ...wantedOf(catalogue, id, request), signal });
    },
    install: async (id, request = {}) => {
      checkAllowed(deps, id);
      const download = createDownload(deps, wantedOf(catalogue, id, request));
      keptQueue.remember(download);
      await perform({ queue, changes }, download, request);
      return installedBy(deps.cache, download, await refresh());
    },
    downloads: queue.state,
    pause: queue.pause,
    resume: (id) => {
      const paused = queue.state().find((one) => one.id === id);
      checkAllowed(deps, paused?.model ?? id);
      queue.resume(id);
    },
    move: queue.move,
    cancel: queue.cancel,
    remove: async (id) => {
      for (const model of await disk.named(id)) {
        await removeModel(deps.cache, model, { signal: NEVER, wait: deps.wait });
      }
      await refresh();
    },
    disk: async () => {
      const freeBytes = await deps.freeBytes(deps.cache);
      const installed = await disk.installed();
      const { cache } = deps;
      return measureDiskUse({ cache, installed, fetched: fetchedNow(queue), freeBytes });
    },
    removeLeftovers: async (model) => {
      if (!fetchedNow(queue).has(model)) {
        await removeLeftovers(deps.cache, model, { signal: NEVER, wait: deps.wait });
        await refresh();
      }
    },
    verify: async (id, signal = NEVER) =>
      Promise.all((await disk.named(id)).map((model) => verifyModel(model, signal))),
    close: () => {
      endKeeping();
      for (const { id } of queue.state().filter(isOpen)) {
        queue.pause(id);
      }
    },
    subscribe: changes.subscribe,
  };
}

/** Models that are being fetched, or wait to be. */
function fetchedNow({ state }: Pick<Queue, 'state'>): ReadonlySet<string> {
  return new Set(
    state()
      .filter(isOpen)
      .map(({ model }) => model),
  );
}

/** Milliseconds without a byte after which a connection is given up. */
function downloadDeps(options: LibraryOptions): DownloadDeps {
  const { environment, fetch, isAllowed } = options;
  const { endpoint, offlineVariable } = hubSettings(environment);
  const token = () => hubToken(environment);
  const wait = options.wait ?? clockWait;
  const now = () => performance.now();
  const bytesPerSecond = options.bytesPerSecond ?? (() => undefined);
  return {
    hub: createHub({ endpoint, token, fetch, wait }),
    cache: hubCache(environment),
    limiter: createLimiter({ bytesPerSecond, now, wait }),
    freeBytes: options.freeBytes ?? freeBytesOf,
    stallMs: options.stallMs ?? STALL_MS,
    wait,
    now,
    offlineVariable,
    refusal: isAllowed ?? (() => undefined),
  };
}

interface Changes {
  readonly tell: () => void;
  readonly subscribe: Library['subscribe'];
}

function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Models = readonly InstalledModel[];

/** What is on the disk, looked at once until it is asked to look again. */
function createDisk(list: () => Promise<Models>) {
  let known: Promise<Models> | undefined;
  const refresh = () => {
    const looked = list();
    known = looked;
    looked.catch(() => {
      known = undefined;
    });
    return looked;
  };
  const installed = () => known ?? refresh();
  return {
    refresh,
    installed,
    /** All revisions of `org/name`, or the one of `org/name@commit`. */
    named: async (id: string): Promise<Models> => {
      const { model, revision } = splitId(id);
      const found = (await installed()).filter(
        (each) =>
          each.id === id ||
          (each.id === model && (revision === undefined || each.revision === revision)),
      );
      if (found.length === 0) {
        throw AppError.of('MODEL_NOT_INSTALLED', { model: id });
      }
      return found;
    },
  };
}

async function perform(
  { queue, changes }: { readonly queue: Queue; readonly changes: Changes },
  download: Download,
  { signal, onProgress }: InstallRequest,
): Promise<void> {
  signal?.throwIfAborted();
  const tell = () => {
    const state = queue.state().find(({ id }) => id === download.id);
    if (state !== undefined) {
      onProgress?.(state);
    }
  };
  const forget = changes.subscribe(tell);
  const end = () => void queue.cancel(download.id, { keep: true });
  signal?.addEventListener('abort', end);
  try {
    await queue.add(download);
  } finally {
    signal?.removeEventListener('abort', end);
    forget();
  }
}

/** A download that was joined knows no plan of its own; its ref says which commit came. */
async function installedBy(cache: string, download: Download, models: Models) {
  const { model, revision } = download;
  const commit =
    download.plan()?.commit ?? (await readRef(modelFolders(cache, model).refs, revision));
  const found = models.find((each) => each.id === model && each.revision === (commit ?? revision));
  if (found === undefined) {
    throw AppError.of('MODEL_NOT_INSTALLED', { model });
  }
  return found;
}
