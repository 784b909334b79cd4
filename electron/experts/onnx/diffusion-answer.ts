// Pictures drawn by a diffusion model as a task gives them back, and which models are of that kind.

import type { ResultNote } from '../../../shared/result-notes.ts';
import {
  type Diffusion,
  diffusionLoader,
  isDiffusionFolder,
} from '../../runner/diffusion/diffusion.ts';
import { drawPictures } from '../../runner/diffusion/draw.ts';
import type { DrawWish, Settled } from '../../runner/diffusion/wish.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertOutput } from '../expert.ts';
import { encodePng } from '../pictures.ts';
import type { OnnxWork } from './onnx-task.ts';

/** Looks at the folder alone, so that task types which share a model load it once. */
const kindLoader: Loader<'diffusion' | 'other'> = {
  name: 'kind',
  load: async (folder) => ((await isDiffusionFolder(folder)) ? 'diffusion' : 'other'),
  dispose: async () => undefined,
};

/** Undefined where the task's model is of another kind. */
export async function loadDiffusion({ load }: OnnxWork): Promise<Diffusion | undefined> {
  return (await load(kindLoader)) === 'diffusion'
    ? (await load(diffusionLoader)).ways.open('unet')
    : undefined;
}

/** @throws AppError as `drawPictures` does */
export async function drawnOutput(
  model: Diffusion,
  wish: Omit<DrawWish, 'seed'>,
  { signal, progress, drawing, seed = 0 }: OnnxWork,
): Promise<ExpertOutput> {
  const { pictures, settled, notes } = await drawPictures(
    model,
    { ...drawing, ...wish, seed },
    { signal, progress },
  );
  const [picture] = pictures;
  if (picture === undefined) {
    throw new Error('nothing was drawn'); // settle asks for one at least
  }
  const image = { name: 'picture.png', bytes: await encodePng(picture) };
  return { image, notes: [...madeNotes(settled, { ...wish, seed }), ...notes] };
}

/** What it takes to make the same picture again. */
function madeNotes(
  { steps, guidance, strength, width, height, config }: Settled,
  { seed, controls = [] }: Pick<DrawWish, 'seed' | 'controls'>,
): readonly ResultNote[] {
  const values = { seed, steps, scheduler: config.name, guidance, width, height };
  return [
    strength < 1
      ? { code: 'drawn-strength', values: { ...values, strength } }
      : { code: 'drawn', values },
    ...controls.map(({ kind, scale = 1 }) => ({
      code: 'drawn-held' as const,
      values: { control: kind, scale },
    })),
  ];
}
