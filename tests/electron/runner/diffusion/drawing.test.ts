import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Progress } from '../../../../electron/experts/expert.ts';
import type { Picture } from '../../../../electron/experts/pictures.ts';
import { resultNoteText } from '../../../../electron/in-words.ts';
import { decode } from '../../../../electron/runner/diffusion/autoencoder.ts';
import type { Diffusion } from '../../../../electron/runner/diffusion/diffusion.ts';
import { type DrawContext, drawPictures } from '../../../../electron/runner/diffusion/draw.ts';
import { createNoise } from '../../../../electron/runner/diffusion/noise.ts';
import { learnColouring, previewOf } from '../../../../electron/runner/diffusion/preview.ts';
import type { DrawWish } from '../../../../electron/runner/diffusion/wish.ts';
import { openWords } from '../../../../electron/runner/diffusion/words.ts';
import { SCHEDULER_NAMES } from '../../../../shared/drawing.ts';
import { diffusionFolder, IDS, LENGTH, SIDE } from '../../../fakes/diffusion-folders.ts';
import { tinyModel } from '../../../fakes/onnx.ts';
import { openFolder, openPipeline, WISH } from './opened.ts';

function draw(model: Diffusion, wish: Partial<DrawWish> = {}, context: Partial<DrawContext> = {}) {
  const signal = new AbortController().signal;
  return drawPictures(
    model,
    { ...WISH, steps: 3, ...wish },
    { signal, progress: () => {}, free: () => Number.POSITIVE_INFINITY, ...context },
  );
}

async function pixelsOf(outcome: ReturnType<typeof draw>): Promise<readonly Uint8Array[]> {
  return (await outcome).pictures.map(({ pixels }) => pixels);
}

/** Its U-Net tells velocities, so that what a picture begins with is seen in it. */
const NOISY = { scheduler: { prediction_type: 'v_prediction' } };

describe('a drawing', () => {
  it('is the same from the same seed, and another from another', async () => {
    const model = await openPipeline(NOISY);
    const [first] = await pixelsOf(draw(model));
    expect(await pixelsOf(draw(model))).toEqual([first]);
    expect(await pixelsOf(draw(model, { seed: 2 }))).not.toEqual([first]);
  });

  it('one of several is that of its own seed', async () => {
    const model = await openPipeline(NOISY);
    const all = await pixelsOf(draw(model, { seed: 5, count: 3 }));
    expect(all).toHaveLength(3);
    expect(await pixelsOf(draw(model, { seed: 7 }))).toEqual([all[2]]);
  });

  it('can be made by every scheduler', async () => {
    const model = await openPipeline(NOISY);
    const made = new Set<string>();
    for (const scheduler of SCHEDULER_NAMES) {
      const { settled, pictures } = await draw(model, { scheduler, steps: 4 });
      expect(settled.config.name).toBe(scheduler);
      made.add(Buffer.from(pictures[0]?.pixels ?? []).toString('hex'));
    }
    expect(made.size).toBeGreaterThanOrEqual(4); // solvers may agree on a function as even as this one
  });

  it('tells each step', async () => {
    const model = await openPipeline(NOISY);
    const told: Progress[] = [];
    await draw(model, { count: 2 }, { progress: (progress) => told.push(progress) });
    expect(told.map(({ fraction }) => fraction)).toEqual([1, 2, 3, 5, 6, 7].map((n) => n / 8));
    const second = { code: 'drawing-step', values: { step: 2, steps: 3 } };
    expect(told.map(({ message }) => message)).toContainEqual(second);
  });

  it('shows a small picture now and then', { timeout: 30_000 }, async () => {
    const model = await openPipeline(NOISY);
    const shown: Uint8Array[] = [];
    const progress = ({ preview }: Progress) => shown.push(...(preview ? [preview.bytes] : []));
    await draw(model, { steps: 1000 }, { progress, previewMs: 0 });
    expect(shown.length).toBeGreaterThan(0);
    expect([...(shown[0]?.subarray(1, 4) ?? [])]).toEqual([...Buffer.from('PNG')]);
  });

  it('stops within a step where it is cancelled', async () => {
    const model = await openPipeline(NOISY);
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const told: Progress[] = [];
    const progress = (made: Progress) => {
      told.push(made);
      controller.abort(reason);
    };
    const outcome = draw(model, { steps: 50 }, { signal: controller.signal, progress });
    await expect(outcome).rejects.toBe(reason);
    expect(told).toHaveLength(1);
  });

  it('of ten thousand words reads the first, and says so', async () => {
    const model = await openPipeline();
    const { notes, pictures } = await draw(model, { prompt: 'red '.repeat(10_000) });
    expect(pictures).toHaveLength(1);
    expect(notes.map((note) => resultNoteText(note)).join()).toContain('red red red');
    expect((await draw(model)).notes).toEqual([]);
  });

  it('decodes in tiles where memory is tight, to the same picture', async () => {
    const model = await openPipeline(NOISY);
    const size = { width: 150, height: 90 };
    const whole = await draw(model, size);
    let asked = 0;
    const free = () => (asked++ === 0 ? Number.POSITIVE_INFINITY : 0);
    const tiled = await draw(model, size, { free });
    expect(tiled.pictures).toEqual(whole.pictures);
    expect([whole.notes.length, tiled.notes.length]).toEqual([0, 1]);
  });

  it('of a given picture makes as many steps as its strength asks for', async () => {
    const model = await openPipeline(NOISY);
    const told: Progress[] = [];
    const picture = evenPicture(SIDE * 3, SIDE);
    const wish = { picture, strength: 0.3, steps: 10, task: 'image-to-image' } as const;
    const { pictures } = await draw(model, wish, { progress: (made) => told.push(made) });
    expect(told.at(-1)?.message?.values).toEqual({ step: 3, steps: 3 });
    // About as many pixels as the model was taught with, in the picture's proportions.
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([[14, 5]]);
  });

  it('leaves what is outside of a mask as it was', async () => {
    const model = await openPipeline(NOISY);
    const picture = evenPicture(SIDE, SIDE);
    const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at < 32 ? 255 : 0));
    const mask: Picture = { width: SIDE, height: SIDE, channels: 1, pixels };
    const [drawn] = await pixelsOf(draw(model, { picture, mask, strength: 1 }));
    const differs = (from: number, to: number) =>
      picture.pixels
        .subarray(from, to)
        .some((value, at) => Math.abs(value - (drawn?.[from + at] ?? 0)) > 1);
    expect(differs(0, 96)).toBe(true);
    expect(differs(96, 192)).toBe(false);
  });
});

/** Grey enough to be kept by an encoder and a decoder that cut at ± 1. */
function evenPicture(width: number, height: number): Picture {
  return { width, height, channels: 3, pixels: new Uint8Array(3 * width * height).fill(140) };
}

describe('words', () => {
  it('are read with CLIP’s vocabulary and merges, between a start and an end', async () => {
    const words = await openWords(join(diffusionFolder(), 'tokenizer'), []);
    const filling = Array.from({ length: LENGTH - 3 }, () => IDS.end);
    expect(words('  RED ')).toEqual({ ids: [IDS.start, IDS.red, IDS.end, ...filling], count: 3 });
    expect(words('red '.repeat(9)).cutAfter).toBe(
      Array(LENGTH - 2)
        .fill('red')
        .join(' '),
    );
  });

  it('are filled up as the files of older models say', async () => {
    const changed = { 'tokenizer/special_tokens_map.json': JSON.stringify({ pad_token: '!' }) };
    const words = await openWords(join(diffusionFolder({ changed }), 'tokenizer'), [4]);
    expect(words('red').ids).toEqual([IDS.start, IDS.red, IDS.end, 0]);
  });
});

describe('a preview', () => {
  it('has the colours that the decoder gives', async () => {
    const { autoencoder } = await openPipeline();
    const colouring = await learnColouring(autoencoder);
    const latents = { data: Float32Array.of(2, -2, 1, 0), shape: [1, 4, 1, 1] };
    const [seen, real] = [previewOf(latents, colouring ?? []), await decode(autoencoder, latents)];
    const [red = 0, green = 0, blue = 0] = seen.pixels;
    expect(red).toBeGreaterThan(blue);
    expect(blue).toBeGreaterThan(green);
    for (const [at, value] of real.pixels.entries()) {
      expect(Math.abs(value - (seen.pixels[at] ?? 0))).toBeLessThan(10);
    }
  });
});

const TINY = tinyModel('diffusion');
const SchedulerSchema = z.object({
  num_train_timesteps: z.number(),
  beta_start: z.number(),
  beta_end: z.number(),
});

// It is made by a script of its own, and may not have been made yet.
describe.skipIf(!existsSync(join(TINY, 'model_index.json')))('the tiny model', () => {
  it('draws what DDIM written out by hand draws with its networks', {
    timeout: 60_000,
  }, async () => {
    const model = await openFolder(TINY);
    const drawn = await draw(model, { prompt: 'two green squares', steps: 8, guidance: 2 });
    const byHand = await ddimByHand(model, { prompt: 'two green squares', steps: 8, guidance: 2 });
    const differences = byHand.pixels.map((value, at) =>
      Math.abs(value - (drawn.pictures[0]?.pixels[at] ?? 0)),
    );
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  it('decodes in tiles with hardly a seam', { timeout: 60_000 }, async () => {
    const model = await openFolder(TINY);
    const size = { width: 400, height: 256, steps: 2, prompt: 'a red circle on blue' };
    const whole = await draw(model, size);
    let asked = 0;
    const tiled = await draw(model, size, { free: () => (asked++ === 0 ? 2 ** 40 : 0) });
    const [one, other] = [whole, tiled].map(({ pictures }) => pictures[0]?.pixels ?? []);
    const off = Array.from(one ?? [], (value, at) => Math.abs(value - (other?.[at] ?? 0)));
    expect(off.reduce((sum, each) => sum + each, 0) / off.length).toBeLessThan(4);
  });
});

interface ByHand {
  readonly prompt: string;
  readonly steps: number;
  readonly guidance: number;
}

/** Song et al. 2021 on velocities, at the last timesteps of even parts of the training's. */
async function ddimByHand(model: Diffusion, { prompt, steps, guidance }: ByHand): Promise<Picture> {
  const file = readFileSync(join(TINY, 'scheduler/scheduler_config.json'), 'utf8');
  const { num_train_timesteps: count, ...betas } = SchedulerSchema.parse(JSON.parse(file));
  const [first, last] = [Math.sqrt(betas.beta_start), Math.sqrt(betas.beta_end)];
  let product = 1;
  const left = Array.from({ length: count }, (_, step) => {
    product *= 1 - (first + ((last - first) * step) / (count - 1)) ** 2;
    return product;
  });
  const shape = [1, 4, 16, 16];
  const [tower] = model.towers;
  const statesOf = async (text: string) => {
    const ids = tower?.words(text).ids ?? [];
    const made = await tower?.network.graph.run({
      input_ids: { data: ids, shape: [1, ids.length] },
    });
    return made?.last_hidden_state ?? { data: new Float32Array(0), shape: [0] };
  };
  const [said, unsaid] = [await statesOf(prompt), await statesOf('')];
  let sample = createNoise(WISH.seed)(0, 1024);
  for (let index = 0; index < steps; index += 1) {
    const at = Math.round(count - (index * count) / steps) - 1;
    const next = Math.round(count - ((index + 1) * count) / steps) - 1;
    const feeds = { sample: { data: sample, shape }, timestep: { data: [at], shape: [1] } };
    const ask = async (states: Awaited<ReturnType<typeof statesOf>>) => {
      const made = await model.unet.graph.run({ ...feeds, encoder_hidden_states: states });
      return made.out_sample?.data ?? new Float32Array(0);
    };
    const [towards, away] = [await ask(said), await ask(unsaid)];
    const [now, then] = [left[at] ?? 1, left[next] ?? 1];
    sample = sample.map((value, place) => {
      const base = away[place] ?? 0;
      const velocity = base + guidance * ((towards[place] ?? 0) - base);
      const clean = Math.sqrt(now) * value - Math.sqrt(1 - now) * velocity;
      const noise = Math.sqrt(now) * velocity + Math.sqrt(1 - now) * value;
      return Math.sqrt(then) * clean + Math.sqrt(1 - then) * noise;
    });
  }
  return decode(model.autoencoder, { data: sample, shape });
}
