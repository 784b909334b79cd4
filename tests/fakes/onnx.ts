// Performs a task type of the host `onnx` in this process with a tiny model, without the runner between.

import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExpertInputs, ExpertOutput, Progress } from '../../electron/experts/expert.ts';
import type { OnnxTask } from '../../electron/experts/onnx/onnx-task.ts';
import { createModels } from '../../electron/runner/models.ts';
import type { Device } from '../../shared/inference.ts';

const TINY = fileURLToPath(new URL('../../models/tiny/', import.meta.url));
const models = createModels();

/** The folder of a tiny model. */
export function tinyModel(name: string): string {
  return `${TINY}${name}`;
}

export interface OnnxOptions {
  /** Name of a folder in models/tiny/, or a whole path. */
  readonly model: string;
  readonly inputs: ExpertInputs;
  readonly device?: Device;
  readonly signal?: AbortSignal;
  readonly seed?: number;
  readonly progress?: (progress: Progress) => void;
}

export function performOnnx(
  { perform }: OnnxTask,
  { model, inputs, device = 'cpu', signal = new AbortController().signal, ...rest }: OnnxOptions,
): Promise<ExpertOutput> {
  const folder = isAbsolute(model) ? model : tinyModel(model);
  const spec = { folder, device, dtype: 'fp32', threads: 1 } as const;
  return perform({
    progress: () => {},
    ...rest,
    inputs,
    signal,
    load: (loader) => models.load(spec, loader),
  });
}
