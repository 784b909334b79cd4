// A model of this machine that draws by diffusion, described from its model_index.json and its files.

import type { ModelParts, Place } from './describe-model.ts';
import { type ControlTask, controlKind, controlTask } from './diffusion-controls.ts';
import { controlParts, hasGraph, MODEL_INDEX, missingDiffusionFiles } from './diffusion-files.ts';
import { diffusionTasks, parseDiffusionIndex } from './diffusion-index.ts';
import { readText } from './model-files.ts';

export async function describeDiffusion(place: Place): Promise<ModelParts> {
  const { folder, found } = place;
  const { files, broken } = found;
  try {
    const index = parseDiffusionIndex((await readText(folder, MODEL_INDEX)) ?? '');
    const controls = await describeControls(place);
    return {
      modelType: 'diffusion',
      architectures: [index.className],
      tasks: [...diffusionTasks(index, hasGraph(files, 'vae_encoder')), ...controls.tasks],
      missing: [...new Set([...broken, ...missingDiffusionFiles(files, index.parts)])],
      problems: controls.problems,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      architectures: [],
      tasks: [],
      missing: broken,
      problems: [`Its ${MODEL_INDEX} ${error instanceof SyntaxError ? 'is not JSON' : why}.`],
    };
  }
}

/** What its control networks let it do, and why some of them don't. */
async function describeControls({ folder, found: { files } }: Place) {
  const tasks: ControlTask[] = [];
  const problems: string[] = [];
  for (const part of controlParts(files)) {
    const kind = controlKind(part, await readText(folder, `${part}/config.json`));
    if (!hasGraph(files, 'cnet')) {
      problems.push(
        `Its ${part} needs cnet/model.onnx, a U-Net with inputs for it, which is not there.`,
      );
    } else if (kind === undefined) {
      problems.push(
        `Its ${part}/config.json does not say what it keeps; rename the folder to controlnet_canny or the like.`,
      );
    } else {
      tasks.push(controlTask(kind));
    }
  }
  return { tasks: [...new Set(tasks)], problems };
}
