// canny-text-to-image and its kind: a picture from a description, held to another one by a control network.

import {
  type ControlKind,
  type ControlTask,
  controlTask,
} from '../../library/diffusion-controls.ts';
import { diffusionLoader } from '../../runner/diffusion/diffusion.ts';
import { fileInput, textInput } from '../inputs.ts';
import { readPicture } from '../pictures.ts';
import { segmentControl } from '../segment-control.ts';
import { drawnOutput } from './diffusion-answer.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';

export function controlledPictures(kind: ControlKind): OnnxTask {
  const task = controlTask(kind);
  return {
    task,
    perform: async (work) => {
      const prompt = textInput(task, work.inputs, 'text');
      const { picture, notes } = await controlPicture(task, work.inputs);
      const { ways } = await work.load(diffusionLoader);
      const model = await ways.open('cnet');
      work.signal.throwIfAborted();
      const controls = [{ kind, picture, scale: work.drawing?.controlScale }];
      const wish = { task, prompt, controls };
      const output = await drawnOutput(model, wish, work);
      return { ...output, notes: [...(output.notes ?? []), ...notes] };
    },
  };
}

/** The picture of a segmentation shows its source below, so the segments are put together anew. */
async function controlPicture(task: ControlTask, inputs: OnnxWork['inputs']) {
  const segments = await segmentControl(task, inputs);
  return (
    segments ?? {
      picture: await readPicture(fileInput(task, inputs, 'image'), 'colour'),
      notes: [],
    }
  );
}
