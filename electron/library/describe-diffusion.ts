// A model of this machine that draws by diffusion, described from its model_index.json and its files.

import { detail, type ErrorDetail } from '../../shared/errors.ts';
import type { ModelParts, Place } from './describe-model.ts';
import { type ControlTask, controlKind, controlTask } from './diffusion-controls.ts';
import { controlParts, hasGraph, MODEL_INDEX, missingDiffusionFiles } from './diffusion-files.ts';
import { diffusionTasks, parseDiffusionIndex } from './diffusion-index.ts';
import { readText } from './model-files.ts';

export async function describeDiffusion(place: Place): Promise<ModelParts> {
  const { folder, found } = place;
  const { files, broken } = found;
  const read = parseDiffusionIndex((await readText(folder, MODEL_INDEX)) ?? '');
  if (!read.ok) {
    return { architectures: [], tasks: [], missing: broken, problems: [read.fault] };
  }
  const { index } = read;
  const controls = await describeControls(place);
  return {
    modelType: 'diffusion',
    architectures: [index.className],
    tasks: [...diffusionTasks(index, hasGraph(files, 'vae_encoder')), ...controls.tasks],
    missing: [...new Set([...broken, ...missingDiffusionFiles(files, index.parts)])],
    problems: controls.problems,
  };
}

/** What its control networks let it do, and why some of them don't. */
async function describeControls({ folder, found: { files } }: Place) {
  const tasks: ControlTask[] = [];
  const problems: ErrorDetail[] = [];
  for (const part of controlParts(files)) {
    const kind = controlKind(part, await readText(folder, `${part}/config.json`));
    if (!hasGraph(files, 'cnet')) {
      problems.push(detail('export-control-alone', { part }));
    } else if (kind === undefined) {
      problems.push(detail('export-control-unnamed', { part }));
    } else {
      tasks.push(controlTask(kind));
    }
  }
  return { tasks: [...new Set(tasks)], problems };
}
