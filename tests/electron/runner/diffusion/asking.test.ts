import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../../electron/experts/pictures.ts';
import { guidanceEmbedding } from '../../../../electron/runner/diffusion/guidance.ts';
import { IDS, LENGTH, SCALING, SIDE } from '../../../fakes/diffusion-folders.ts';
import { answerOf, openPipeline } from './opened.ts';

/** The mean of the ids of "red" and of nothing, ÷ 1,000: what a text encoder's states are multiples of. */
const RED = (IDS.start + IDS.red + IDS.end * (LENGTH - 2)) / LENGTH / 1000;
const NOTHING = (IDS.start + IDS.end * (LENGTH - 1)) / LENGTH / 1000;

function close(found: readonly number[], wanted: number, digits = 4): void {
  for (const value of found) {
    expect(value).toBeCloseTo(wanted, digits);
  }
}

/** Of one colour, from −1 to 1 as a network sees it. */
function evenPicture(level: number): Picture {
  const pixels = new Uint8Array(3 * SIDE * SIDE).fill(Math.round((level + 1) * 127.5));
  return { width: SIDE, height: SIDE, channels: 3, pixels };
}

describe('the network that draws is asked', () => {
  it('about the noisy picture, at a moment, with the last states of the text', async () => {
    const model = await openPipeline();
    close(await answerOf(model, { sample: 2, timestep: 500 }), 0.5 + 8 * RED + 0.5);
  });

  it('in 16 bits where it takes them', async () => {
    const model = await openPipeline({ type: 'float16' });
    close(await answerOf(model, { sample: 2, timestep: 500 }), 0.5 + 8 * RED + 0.5, 2);
  });

  it('at whole moments or fractions of them, as one number or as a list', async () => {
    const shapes = [[], ['steps'], [1]];
    for (const shape of shapes) {
      const whole = await openPipeline({ timestep: { name: 'timestep', type: 'int64', shape } });
      close(await answerOf(whole, { timestep: 100.6 }), 8 * RED + 0.101);
      const exact = await openPipeline({ timestep: { name: 'timestep', shape } });
      close(await answerOf(exact, { timestep: 100.6 }), 8 * RED + 0.1006);
    }
  });

  it('with and without the description, at once or one after the other', async () => {
    const model = await openPipeline();
    const wanted = 8 * (NOTHING + 3 * (RED - NOTHING));
    close(await answerOf(model, { guidance: 3, isBatched: false }), wanted);
    close(await answerOf(model, { guidance: 3, isBatched: true }), wanted);
    const led = await answerOf(model, { guidance: 3, negativePrompt: 'red' });
    close(led, 8 * RED);
  });

  it('as many at once as an export is fixed to, and not otherwise', async () => {
    const pair = await openPipeline({ batch: 2 });
    close(await answerOf(pair, { guidance: 3 }), 8 * (NOTHING + 3 * (RED - NOTHING)));
    await expect(answerOf(pair)).rejects.toMatchObject({ code: 'MODEL_UNUSABLE' });
    const single = await openPipeline({ batch: 1 });
    close(
      await answerOf(single, { guidance: 3, isBatched: true }),
      8 * (NOTHING + 3 * (RED - NOTHING)),
    );
  });

  it('with the inner states of two texts, their meaning and the size, as SDXL is', async () => {
    const model = await openPipeline({ towers: 2 });
    const sizes = (4 * SIDE) / 6;
    close(await answerOf(model), 2 * RED + RED + sizes, 3);
    close(await answerOf(model, { width: 16, height: 24 }), 3 * RED + (2 * (16 + 24)) / 6, 3);
  });

  it('with zeros for an empty text, where SDXL was taught so', async () => {
    const index = { force_zeros_for_empty_prompt: true };
    const model = await openPipeline({ towers: 2, index });
    const sizes = (4 * SIDE) / 6;
    close(await answerOf(model, { guidance: 3 }), 9 * RED + sizes, 3);
    const led = await answerOf(model, { guidance: 3, negativePrompt: 'red' });
    close(led, 3 * RED + sizes, 3);
  });

  it('once, and told the guidance, where it was distilled', async () => {
    const model = await openPipeline({ isTold: true, className: 'LatentConsistencyModelPipeline' });
    const told = guidanceEmbedding(8.5, 4).data.reduce((sum, value) => sum + value, 0) / 4;
    close(await answerOf(model, { guidance: 8.5 }), 8 * RED + told);
  });

  it('with the picture beside the noise, and without it, where it follows instructions', async () => {
    const model = await openPipeline({
      beside: 4,
      className: 'StableDiffusionInstructPix2PixPipeline',
    });
    const picture = evenPicture(0.5);
    const seen = (picture.pixels[0] ?? 0) / 127.5 - 1;
    const found = await answerOf(model, { guidance: 3, picture, task: 'image-to-image' });
    // The mean of eight channels, four of which are the picture, at a picture guidance of 1.5.
    close(found, 8 * (NOTHING + 3 * (RED - NOTHING)) + 1.5 * (seen / 2));
    await expect(answerOf(model)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('with a mask and what is around it, where it fills in', async () => {
    const model = await openPipeline({ beside: 5, className: 'StableDiffusionInpaintPipeline' });
    const grey = 128 / 127.5 - 1;
    close(await answerOf(model), 8 * RED + (1 + 4 * grey * SCALING) / 9);
    const mask = { ...evenPicture(-1), pixels: new Uint8Array(3 * SIDE * SIDE) };
    const picture = evenPicture(0.5);
    const seen = ((picture.pixels[0] ?? 0) / 127.5 - 1) * SCALING;
    close(await answerOf(model, { picture, mask }), 8 * RED + (4 * seen) / 9);
  });
});

describe('guidance as distilled models are told it', () => {
  it('is sines and cosines, and nothing but cosines of 0 without guidance', () => {
    expect([...guidanceEmbedding(1, 6).data]).toEqual([0, 0, 0, 1, 1, 1]);
    const { data, shape } = guidanceEmbedding(8.5, 256);
    expect(shape).toEqual([1, 256]);
    expect(data[0]).toBeCloseTo(Math.sin(7500), 6);
    expect(data[127]).toBeCloseTo(Math.sin(0.75), 5);
    expect(data[128]).toBeCloseTo(Math.cos(7500), 6);
  });
});
