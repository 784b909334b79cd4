// Newer versions of the installed program, when a person asks for one: what is published, its package with
// its checksum proved, and a backup of the data before anything is installed. The host of the window installs.

import { join } from 'node:path';
import semver from 'semver';
import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import type { Checked, Prepared, Release, UpdatesOverview } from '../../shared/updates.ts';
import { bytesAt, textAt } from '../library/addresses.ts';
import { clockWait } from '../library/lock.ts';
import { STALL_MS } from '../library/transfer.ts';
import { isLoopbackUrl } from '../network/loopback.ts';
import { pruneBackups } from '../store/backups.ts';
import { fetchedUpdateFolder, sweepFetchedUpdates } from '../store/fetched-updates.ts';
import { feedAddress, type Machine, readFeed } from './feed.ts';
import {
  type FetchWatch,
  type Found,
  fetchPackage,
  isWhole,
  type PackageOptions,
} from './package.ts';

export interface UpdatesOptions extends PackageOptions {
  /** Of this program. */
  readonly version: string;
  /** Where packages are published; undefined where the package names no address. */
  readonly address: URL | undefined;
  readonly machine: Omit<Machine, 'installation'> & {
    readonly installation: Machine['installation'] | undefined;
  };
  /** Why an address must not be asked, or nothing where it may. */
  readonly refusal: (url: URL) => ErrorDetail | undefined;
  /** @returns the name of the backup that it made of the data folder */
  readonly backup: (version: string) => Promise<string>;
}

export interface Updates {
  readonly overview: () => UpdatesOverview;
  /** @throws AppError NETWORK_FAILED, NETWORK_REFUSED or UPDATE_FAILED */
  readonly check: (signal: AbortSignal) => Promise<Checked>;
  /**
   * Fetches the package of a version, and goes on with what an earlier attempt left.
   * @throws AppError NETWORK_FAILED, NETWORK_REFUSED, UPDATE_FAILED, DOWNLOAD_DAMAGED, DISK_FULL or HOME_UNUSABLE
   */
  readonly fetch: (version: string, watch: FetchWatch) => Promise<void>;
  /**
   * Proves the package again and makes a backup.
   * @throws AppError UPDATE_FAILED, DISK_FULL, HOME_UNUSABLE, or as {@link check}
   */
  readonly prepare: (version: string, signal: AbortSignal) => Promise<Prepared>;
}

/** A person waits for the answer. */
const ATTEMPTS = 2;

export function createUpdates(options: UpdatesOptions): Updates {
  const { home, version, address, machine, refusal } = options;
  sweepFetchedUpdates(home, (other) => isNewer(other, version));
  const ask = createAsk(options);
  const why = address === undefined ? undefined : refusal(address);
  return {
    overview: () => ({
      version,
      ...(machine.installation !== undefined && { installation: machine.installation }),
      ...(address !== undefined && { host: address.host }),
      ...(why !== undefined && { refusal: why }),
    }),
    check: async (signal) => {
      const found = await ask.newest(signal);
      return isNewer(found.version, version) ? { release: await releaseOf(found) } : {};
    },
    fetch: async (wanted, { signal, onProgress }) => {
      const found = await ask.exactly(wanted, signal);
      await fetchPackage(options, found, { signal, onProgress });
    },
    prepare: async (wanted, signal) => {
      const found = await ask.exactly(wanted, signal);
      if (!(await isWhole(found))) {
        const why = detail('package-not-fetched', { version: wanted });
        throw AppError.of('UPDATE_FAILED', { why });
      }
      const backup = await options.backup(version);
      await pruneBackups(home);
      return { path: found.path, installation: ask.installation(), backup };
    },
  };
}

/** Versions that make no sense are newer than nothing. */
function isNewer(other: string, version: string): boolean {
  return semver.valid(other) !== null && semver.gt(other, version);
}

function createAsk(options: UpdatesOptions) {
  const { home, version, address, machine, fetch, stallMs = STALL_MS } = options;
  const deps = { fetch, stallMs, wait: clockWait, attempts: ATTEMPTS };
  let known: Found | undefined;
  const installation = () => {
    if (machine.installation === undefined) {
      const reason = detail('not-from-package');
      throw AppError.of('UPDATE_FAILED', { why: reason });
    }
    return machine.installation;
  };
  const newest = async (signal: AbortSignal): Promise<Found> => {
    const fitting = { ...machine, installation: installation() };
    if (address === undefined) {
      const reason = detail('no-update-address');
      throw AppError.of('UPDATE_FAILED', { why: reason });
    }
    if (address.protocol !== 'https:' && !isLoopbackUrl(address)) {
      const reason = detail('update-over-http', { host: address.host });
      throw AppError.of('UPDATE_FAILED', { why: reason });
    }
    const feed = feedAddress(address, machine);
    const text = await textAt(deps, feed, signal);
    if (text === undefined) {
      const reason = detail('no-version-there');
      throw AppError.of('NETWORK_FAILED', { host: feed.host, why: reason });
    }
    const release = readFeed(text, feed, fitting);
    const bytes = release.bytes ?? (await bytesAt(deps, release.address, signal));
    known = {
      ...release,
      bytes,
      path: join(fetchedUpdateFolder(home, release.version), release.file),
    };
    return known;
  };
  return {
    installation,
    newest,
    /** The one that a person saw, though another may have been published meanwhile. */
    exactly: async (wanted: string, signal: AbortSignal): Promise<Found> => {
      const found = known?.version === wanted ? known : await newest(signal);
      if (found.version !== wanted || !isNewer(wanted, version)) {
        const reason = detail('other-version', { found: found.version, wanted });
        throw AppError.of('UPDATE_FAILED', { why: reason });
      }
      return found;
    },
  };
}

async function releaseOf(found: Found): Promise<Release> {
  const { version, bytes, releasedAt, notes } = found;
  return {
    ...{ version, bytes, isFetched: await isWhole(found) },
    ...(releasedAt !== undefined && { releasedAt }),
    ...(notes !== undefined && notes !== '' && { notes }),
  };
}
