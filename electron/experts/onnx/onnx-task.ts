// What the file of a task type gives on the host `onnx`, and what the runner gives it. These files run in
// the runner's process (electron/runner/), never in the engine's; registry.ts names them all.

import type { Drawing } from '../../../shared/drawing.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertContext, ExpertInputs, ExpertOutput } from '../expert.ts';

export interface OnnxWork extends ExpertContext {
  readonly inputs: ExpertInputs;
  /** How a person wants pictures drawn; what it leaves out is the model's choice. */
  readonly drawing?: Drawing;
  /** The model that the task was given; loaded on first use, then shared. */
  readonly load: <Loaded>(loader: Loader<Loaded>) => Promise<Loaded>;
}

/** Its time limit, and whether it takes a seed, is said in registry.ts, where the engine finds it. */
export interface OnnxTask {
  readonly task: TaskType;
  readonly perform: (work: OnnxWork) => Promise<ExpertOutput>;
}
