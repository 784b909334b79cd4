// Answers the contract's procedures about models, from the library and the runner of this machine.

import type { RunPlace, Verification } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { HubAnswer, HubQuery, ModelCard } from '../../shared/hub-models.ts';
import type { Dtype } from '../../shared/inference.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { nameOf } from '../local-models.ts';
import { proposedDtype } from '../model-listings.ts';
import { SAMPLES_FOLDER } from '../samples.ts';
import { trialOf } from '../trials.ts';
import { NEVER } from './procedures.ts';
import { followProgress } from './progress-stream.ts';

export interface InstallAsked {
  readonly id: string;
  readonly revision?: string | undefined;
  readonly dtype?: Dtype | undefined;
}

/**
 * Begins a download, which goes on whoever watches; how it ends is in the list of downloads.
 * @throws AppError where it can't begin
 */
export async function beginInstall(
  { local }: Pick<Engine, 'local'>,
  { id, revision, dtype }: InstallAsked,
): Promise<void> {
  const plan = { revision, dtype: dtype ?? (await proposedDtype(local, id)) };
  await local.library.plan(id, plan); // says what is wrong with the wish itself
  void local.library.install(id, plan).catch(() => undefined); // told by the list of downloads
}

export async function verify({ local }: Pick<Engine, 'local'>, id: string): Promise<Verification> {
  const found = await local.library.verify(id);
  return {
    whole: found.reduce((sum, { whole }) => sum + whole.length, 0),
    damaged: found.flatMap(({ damaged }) => damaged),
    missing: found.flatMap(({ missing }) => missing),
    unknown: found.reduce((sum, { unknown }) => sum + unknown.length, 0),
  };
}

export function searchHub(
  { local }: Pick<Engine, 'local'>,
  query: HubQuery,
  signal: AbortSignal = NEVER,
): Promise<HubAnswer> {
  return local.hub.search(query, signal);
}

export function modelCard(
  { local }: Pick<Engine, 'local'>,
  id: string,
  signal: AbortSignal = NEVER,
): Promise<ModelCard> {
  return local.hub.card(id, signal);
}

interface TestAsked {
  readonly id: string;
  readonly task: TaskType;
}

/** Begins a run that does a small task with the model, and nothing else. */
export async function testModel(runs: LiveRuns, { id, task }: TestAsked): Promise<RunPlace> {
  const trial = trialOf(task);
  if (trial === undefined) {
    throw AppError.of('NO_MODEL', { task, needed: id });
  }
  const files = trial.files.map((name) => `${SAMPLES_FOLDER}/${name}`);
  const wire = { task, id: 0, dep: [-1], args: trial.arguments };
  return runs.start(`Try ${nameOf(id)}: ${task}`, { files, trial: { task: wire, model: id } });
}

/** The install lasts as long as someone follows it. */
export function installCuda({ local }: Pick<Engine, 'local'>, signal: AbortSignal) {
  return followProgress(signal, local.cuda.install);
}
