// A runner with the tasks of tasks.ts in a folder that goes with the test, and short ways to ask it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Progress } from '../../../electron/experts/expert.ts';
import type { DtypeBytes } from '../../../electron/runner/dtypes.ts';
import { createRunner, type Runner, type RunnerOptions } from '../../../electron/runner/pool.ts';
import type { Performed } from '../../../electron/runner/request.ts';
import type { Device, Dtype } from '../../../shared/inference.ts';
import type { Order } from './tasks.ts';

const REGISTRY = new URL('./tasks.ts', import.meta.url);

export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-runner-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function runnerForTest(options: Partial<RunnerOptions> = {}): Runner {
  const scratch = join(folderForTest(), 'scratch');
  const runner = createRunner({ registry: REGISTRY, processes: 1, scratch, ...options });
  onTestFinished(() => runner.close());
  return runner;
}

export interface Asked {
  /** Names the model; models of one name are one. */
  readonly model?: string;
  readonly bytes?: DtypeBytes;
  readonly device?: Device;
  readonly dtype?: Dtype;
  readonly load?: Order['load'];
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

export function ask(
  runner: Runner,
  steps: Order['steps'],
  { model = 'one', bytes = { fp32: 1000 }, ...asked }: Asked = {},
): Promise<Performed> {
  const { device = 'cpu', dtype = 'fp32', load, signal, progress = () => {} } = asked;
  return runner.perform(
    {
      task: 'text-generation',
      model: { id: model, name: `Model ${model}`, folder: `/models/${model}`, bytes },
      device,
      dtype,
      inputs: { text: { kind: 'text', text: JSON.stringify({ steps, load }) } },
    },
    { signal: signal ?? new AbortController().signal, progress },
  );
}

const PROBE = fileURLToPath(new URL('../../../models/tiny/probe', import.meta.url));

/** Real inference. @param number names the model: the same files by another path are another model. */
export function askProbe(runner: Runner, number: number, side = 384): Promise<Performed> {
  const folder = `${PROBE}${'/.'.repeat(number)}`;
  return runner.perform(
    {
      task: 'feature-extraction',
      model: { id: `probe ${number}`, name: `Probe ${number}`, folder, bytes: { fp32: 12_000 } },
      ...{ device: 'cpu', dtype: 'fp32' },
      inputs: { text: { kind: 'text', text: String(side) } },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
}

/** The process that performed it. */
export function pidOf({ output }: Performed): number {
  return Number(output.text?.split(' ').at(-1));
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits until the condition holds; the test's own time limit ends it where it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await setTimeout(5);
  }
}
