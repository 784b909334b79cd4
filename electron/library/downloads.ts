// Installs as jobs of the queue: asks the Hub what there is, fetches it, and tells how far it is.

import { rm } from 'node:fs/promises';
import type { Dtype } from '../../shared/inference.ts';
import type { KeptDownload } from '../store/kept-downloads.ts';
import { partOf } from './blobs.ts';
import { modelFolders } from './cache.ts';
import type { Hub } from './hub.ts';
import { type Forbidding, forbidden } from './hub-errors.ts';
import { type InstallDeps, installPlan } from './install.ts';
import { withLock } from './lock.ts';
import { type InstallPlan, planInstall } from './plan-install.ts';
import type { Job } from './queue.ts';
import { createReports } from './reports.ts';

export interface Wanted {
  readonly model: string;
  readonly revision: string;
  readonly dtype: Dtype;
  readonly extraFiles: readonly string[];
  /** Where it was begun before the program ended: what the Hub had said then. */
  readonly totalBytes?: number;
  readonly hashes?: readonly string[];
}

export interface DownloadDeps extends InstallDeps, Forbidding {
  readonly hub: Hub;
  /** Milliseconds, steady. */
  readonly now: () => number;
}

export interface Download extends Job {
  /** Known once the Hub was asked. */
  readonly plan: () => InstallPlan | undefined;
  /** What the next start needs to go on. */
  readonly kept: () => KeptDownload;
}

/** @throws AppError HUB_OFFLINE or HUB_VARIABLE_SET */
export function checkAllowed(forbidding: Forbidding, what: string): void {
  const error = forbidden(forbidding, what);
  if (error !== undefined) {
    throw error;
  }
}

export function createDownload(deps: DownloadDeps, wanted: Wanted): Download {
  const { model, revision, dtype, extraFiles } = wanted;
  let plan: InstallPlan | undefined;
  return {
    id: `${model}@${revision}:${dtype}`,
    model,
    revision,
    dtype,
    plan: () => plan,
    kept: () => ({
      ...{ model, revision, dtype, extraFiles, hashes: hashesOf(wanted, plan) },
      totalBytes: plan === undefined ? (wanted.totalBytes ?? 0) : totalOf(plan),
    }),
    run: async (signal, report) => {
      checkAllowed(deps, model);
      plan ??= await planInstall(deps.hub, { ...wanted, signal });
      const total = totalOf(plan);
      report({ totalBytes: total });
      const reports = createReports({ now: deps.now, total, report });
      try {
        await installPlan(deps, plan, { signal, onBytes: reports.onBytes });
      } finally {
        reports.end();
      }
    },
    discard: async () => {
      const hashes = hashesOf(wanted, plan);
      if (hashes.length > 0) {
        await discardParts(deps, model, hashes);
      }
    },
  };
}

/** Files of the same content are fetched once. */
function totalOf({ files }: InstallPlan): number {
  const once = new Map(files.map(({ hash, bytes }) => [hash, bytes]));
  return [...once.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function hashesOf({ hashes = [] }: Wanted, plan: InstallPlan | undefined): readonly string[] {
  return plan === undefined ? hashes : [...new Set(plan.files.map(({ hash }) => hash))];
}

async function discardParts(
  deps: DownloadDeps,
  model: string,
  hashes: readonly string[],
): Promise<void> {
  const { blobs, lock } = modelFolders(deps.cache, model);
  const signal = new AbortController().signal;
  await withLock(lock, { signal, wait: deps.wait }, async () => {
    for (const hash of hashes) {
      await rm(partOf(blobs, hash), { force: true });
    }
  });
}
