// Draws what the tiny diffusion model was never trained on, a picture for each seed, with Ensemble's own pipeline
// and as model_index.json says.

import type { Picture } from '../../electron/experts/pictures.ts';
import { drawPictures } from '../../electron/runner/diffusion/draw.ts';
import { openFolder } from '../electron/runner/diffusion/opened.ts';
import { tinyModel } from '../fakes/onnx.ts';
import { heldOut, type Wish } from '../fakes/tiny-judges.ts';

interface DrawnWish {
  readonly wish: Wish;
  readonly seed: number;
  readonly picture: Picture;
}

/** Shares no factor with the number of wishes, so that every one has its turn. */
const STRIDE = 29;

export async function* drawHeldOut(count: number): AsyncGenerator<DrawnWish> {
  const model = await openFolder(tinyModel('diffusion'));
  const wishes = heldOut();
  for (let seed = 0; seed < count; seed += 1) {
    const wish = wishes[(seed * STRIDE) % wishes.length];
    if (wish === undefined) {
      throw new Error('held-out.json names nothing');
    }
    const { pictures } = await drawPictures(
      model,
      { task: 'text-to-image', prompt: wish.text, seed },
      { signal: new AbortController().signal, progress: () => {} },
    );
    for (const picture of pictures) {
      yield { wish, seed, picture };
    }
  }
}
