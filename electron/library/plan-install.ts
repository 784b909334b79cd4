// What an install would fetch, before it does: the configuration, the tokenizer, the text about the
// model, and the weights of one number format.

import { AppError, detail } from '../../shared/errors.ts';
import type { Dtype } from '../../shared/inference.ts';
import { COMMIT } from './cache.ts';
import { isAboutDiffusion, isDiffusion } from './diffusion-files.ts';
import type { Hub, HubFile } from './hub.ts';
import { dtypeChoices, weightFiles } from './weights.ts';

export interface InstallPlan {
  readonly model: string;
  /** As it was asked for: `main`, a tag, or a commit. */
  readonly revision: string;
  readonly commit: string;
  readonly dtype: Dtype;
  readonly files: readonly HubFile[];
  readonly bytes: number;
}

export interface PlanRequest {
  readonly model: string;
  readonly revision: string;
  readonly dtype: Dtype;
  /** Files that it needs besides, such as voices. */
  readonly extraFiles: readonly string[];
  readonly signal: AbortSignal;
}

/** @throws AppError HUB_NOT_FOUND, HUB_TOKEN_NEEDED, HUB_LICENCE_NEEDED, MODEL_UNUSABLE, NETWORK_FAILED */
export async function planInstall(hub: Hub, request: PlanRequest): Promise<InstallPlan> {
  const { model, revision, dtype, signal } = request;
  const commit = COMMIT.test(revision) ? revision : await hub.commit(model, revision, signal);
  const all = await hub.files(model, commit, signal);
  const files = chosenFiles(all, request);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { model, revision, commit, dtype, files, bytes };
}

/** Small files of the root that Transformers.js or a reader of the model may want. */
const WANTED = /^(?:[^/]+\.json|[^/]+\.jinja|README\.md|LICEN[CS]E(?:\.\w+)?)$/;
/** Lists of weights in other formats than ours. */
const UNWANTED = /\.index\.json$/;

function chosenFiles(all: readonly HubFile[], request: PlanRequest): readonly HubFile[] {
  const { model, dtype, extraFiles } = request;
  const weights = weightFiles(all, dtype);
  if (weights.length === 0) {
    const there = dtypeChoices(all).map((choice) => choice.dtype);
    const why =
      there.length === 0
        ? detail('no-onnx')
        : detail('no-such-weights', { dtype, there: there.join(', ') });
    throw AppError.of('MODEL_UNUSABLE', { model, why });
  }
  const absent = extraFiles.find((extra) => !all.some(({ path }) => path === extra));
  if (absent !== undefined) {
    throw AppError.of('MODEL_UNUSABLE', { model, why: detail('lacks-file', { file: absent }) });
  }
  const isPipeline = isDiffusion(all);
  const about = all.filter(
    ({ path }) =>
      (WANTED.test(path) && !UNWANTED.test(path)) ||
      (isPipeline && isAboutDiffusion(path)) ||
      extraFiles.includes(path),
  );
  return [...about, ...weights];
}
