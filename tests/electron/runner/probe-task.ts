// The probe's model as a task, for tests and the benchmark: real inference whose amount of work the text
// says, in pixels of a side.

import { textInput } from '../../../electron/experts/inputs.ts';
import type { OnnxTask } from '../../../electron/experts/onnx/onnx-task.ts';
import { PROBE_LOADER, runProbe } from '../../../electron/runner/probe-model.ts';

export const probeTask: OnnxTask = {
  task: 'feature-extraction',
  perform: async ({ inputs, load, signal }) => {
    const model = await load(PROBE_LOADER);
    signal.throwIfAborted();
    const answer = await runProbe(model, Number(textInput('feature-extraction', inputs, 'text')));
    return { text: JSON.stringify([...answer]) };
  },
};
