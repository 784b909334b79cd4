// What a task type is on the host `onnx`: what its file here says, and what the runner gives it. These
// files run in the runner's process (electron/runner/), never in the engine's.

import type { TaskType } from '../../../shared/tasks.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertContext, ExpertInputs, ExpertOutput } from '../expert.ts';

export interface OnnxWork extends ExpertContext {
  readonly inputs: ExpertInputs;
  /** The model that the task was given; loaded on first use, then shared. */
  readonly load: <Loaded>(loader: Loader<Loaded>) => Promise<Loaded>;
}

export interface OnnxTask {
  readonly task: TaskType;
  /** Seconds after which the task is given up, loading included. */
  readonly timeoutSeconds: number;
  /** Its results depend on a seed. */
  readonly isSeeded?: boolean;
  readonly perform: (work: OnnxWork) => Promise<ExpertOutput>;
}
