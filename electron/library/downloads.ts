// Installs as jobs of the queue: asks the Hub what there is, fetches it, and tells how far it is.

import { rm } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import type { Dtype } from '../../shared/inference.ts';
import { partOf } from './blobs.ts';
import { modelFolders } from './cache.ts';
import type { Hub } from './hub.ts';
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
}

export interface DownloadDeps extends InstallDeps {
  readonly hub: Hub;
  /** Milliseconds, steady. */
  readonly now: () => number;
  /** Why nothing may be fetched now. */
  readonly refusal: () => string | undefined;
}

export interface Download extends Job {
  /** Known once the Hub was asked. */
  readonly plan: () => InstallPlan | undefined;
}

/** @throws AppError HUB_OFFLINE */
export function checkAllowed(refusal: DownloadDeps['refusal'], what: string): void {
  const why = refusal();
  if (why !== undefined) {
    throw AppError.of('HUB_OFFLINE', { what, why });
  }
}

export function createDownload(deps: DownloadDeps, wanted: Wanted): Download {
  const { model, revision, dtype } = wanted;
  let plan: InstallPlan | undefined;
  return {
    id: `${model}@${revision}:${dtype}`,
    model,
    revision,
    dtype,
    plan: () => plan,
    run: async (signal, report) => {
      checkAllowed(deps.refusal, model);
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
      if (plan !== undefined) {
        await discardParts(deps, plan);
      }
    },
  };
}

/** Files of the same content are fetched once. */
function totalOf({ files }: InstallPlan): number {
  const once = new Map(files.map(({ hash, bytes }) => [hash, bytes]));
  return [...once.values()].reduce((sum, bytes) => sum + bytes, 0);
}

async function discardParts(deps: DownloadDeps, { model, files }: InstallPlan): Promise<void> {
  const { blobs, lock } = modelFolders(deps.cache, model);
  const signal = new AbortController().signal;
  await withLock(lock, { signal, wait: deps.wait }, async () => {
    for (const file of files) {
      await rm(partOf(blobs, file.hash), { force: true });
    }
  });
}
