// What the library is asked and what it answers: its options and its face to the rest of the engine.

import type { Catalogue } from '../../shared/catalogue.ts';
import type { ErrorDetail } from '../../shared/errors.ts';
import type { Dtype } from '../../shared/inference.ts';
import type { DownloadState, InstalledModel, LibraryEntry } from '../../shared/library.ts';
import type { DiskUse } from '../../shared/model-listing.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { Fetch } from '../network/fetch.ts';
import type { KeptDownloads } from '../store/kept-downloads.ts';
import type { Wait } from './lock.ts';
import type { InstallPlan } from './plan-install.ts';
import type { Queue } from './queue.ts';
import type { Verification } from './verify.ts';

export interface LibraryOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** The one fetch (electron/network/). */
  readonly fetch: Fetch;
  /** Folders of one's own that hold models; asked at each refresh. */
  readonly folders?: () => readonly string[];
  readonly catalogue?: Catalogue;
  /** Why nothing may be fetched now, or nothing where it may. */
  readonly isAllowed?: () => ErrorDetail | undefined;
  /** The bandwidth cap; asked while downloading. */
  readonly bytesPerSecond?: () => number | undefined;
  /** Where the queue is kept across restarts; without it nothing of it is. */
  readonly keptDownloads?: KeptDownloads | undefined;
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly wait?: Wait;
  readonly stallMs?: number;
}

export interface InstallRequest {
  /** A branch, tag or commit; else what the id (`org/name@revision`), the catalogue or `main` says. */
  readonly revision?: string | undefined;
  /** Else q8 where the catalogue knows it to be there, else fp32. */
  readonly dtype?: Dtype | undefined;
  /** Ends the download; what has come is kept for the next attempt. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((state: DownloadState) => void) | undefined;
}

export interface Library {
  readonly catalogue: Catalogue;
  readonly installed: () => Promise<readonly InstalledModel[]>;
  /** Looks at the disk again. */
  readonly refresh: () => Promise<readonly InstalledModel[]>;
  /** Models of the catalogue and of this machine whose name or text has every word. */
  readonly search: (
    text: string,
    options?: { readonly task?: TaskType | undefined },
  ) => Promise<readonly LibraryEntry[]>;
  readonly show: (id: string) => Promise<LibraryEntry | undefined>;
  /** What an install would fetch, without fetching it. */
  readonly plan: (id: string, request?: InstallRequest) => Promise<InstallPlan>;
  readonly install: (id: string, request?: InstallRequest) => Promise<InstalledModel>;
  readonly downloads: () => readonly DownloadState[];
  readonly pause: Queue['pause'];
  /** @throws AppError HUB_OFFLINE or HUB_VARIABLE_SET where nothing may be fetched */
  readonly resume: Queue['resume'];
  readonly move: Queue['move'];
  readonly cancel: Queue['cancel'];
  /** Every revision of `org/name`, or the one of `org/name@commit`. */
  readonly remove: (id: string) => Promise<void>;
  /** What models take on the disk, and what is left over in the Hub's cache. */
  readonly disk: () => Promise<DiskUse>;
  /** Of one model; nothing of a model that is being fetched. */
  readonly removeLeftovers: (model: string) => Promise<void>;
  readonly verify: (id: string, signal?: AbortSignal) => Promise<readonly Verification[]>;
  /** Stops what is being fetched; with what waits it is there at the next start. */
  readonly close: () => void;
  /** Calls at every change; gives what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}
