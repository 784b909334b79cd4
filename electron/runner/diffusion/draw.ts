// The loop that makes pictures: noise, or a given picture with noise, step by step into what the description
// says, and through the decoder. Nothing is kept between two steps but the sample and its history, so it
// stops between any two runs of a network.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { ExpertContext, MadeFile, Progress } from '../../experts/expert.ts';
import { encodePng, type Picture } from '../../experts/pictures.ts';
import { decode, decodeInTiles, scaled, TILE_SIDE } from './autoencoder.ts';
import { denoiserOf } from './denoiser.ts';
import type { Diffusion } from './diffusion.ts';
import { type Given, givenOf, keptOutside } from './given-picture.ts';
import { type Denoiser, predict } from './guidance.ts';
import { decodingBytes } from './memory.ts';
import { createNoise, type NoiseSource } from './noise.ts';
import { type Colouring, previewOf } from './preview.ts';
import { createScheduler } from './schedulers/make-scheduler.ts';
import { type Latents, NO_HISTORY, type Schedule, type Scheduler } from './schedulers/scheduler.ts';
import { type DrawWish, type Settled, settle } from './wish.ts';

export interface Drawn {
  readonly pictures: readonly Picture[];
  readonly settled: Settled;
  readonly notes: readonly ResultNote[];
}

export interface DrawContext extends Pick<ExpertContext, 'signal' | 'progress'> {
  /** Bytes that are free beside the weights; asked before it begins and before it decodes. */
  readonly free?: () => number;
  /** Whether the network is asked with and without the description at once; by default on a GPU. */
  readonly isBatched?: boolean;
  /** Milliseconds before the first preview, and between two. */
  readonly previewMs?: number;
}

/** A picture that takes less is not shown on its way. */
const PREVIEW_MS = 400;

/** @throws AppError as `settle` does; the signal's reason at the next run of a network */
export async function drawPictures(
  model: Diffusion,
  wish: DrawWish,
  context: DrawContext,
): Promise<Drawn> {
  const { signal } = context;
  const free = context.free ?? (() => freeBytes(model));
  const settled = settle(model, wish, free());
  const scheduler = createScheduler(settled.config);
  const { task } = wish;
  const { steps, strength } = settled;
  const schedule = scheduler.plan({ task, steps, strength });
  signal.throwIfAborted();
  const given = await givenOf(model, wish, settled);
  const { denoiser, cutAfter } = await denoiserOf(
    model,
    { wish, settled, given },
    context.isBatched,
  );
  const { count } = settled;
  const tell = teller(model, { ...context, schedule, count });
  const pictures: Picture[] = [];
  let isTiled = false;
  for (let number = 0; number < count; number += 1) {
    const noise = createNoise(wish.seed + number);
    const work = { model, denoiser, scheduler, schedule, noise, given, settled, signal };
    const latents = await drawLatents(work, (step, original) => tell(number, step, original));
    isTiled = isTight(model, latents, free());
    pictures.push(await decoded(model, latents, { isTiled, signal }));
  }
  return { pictures, settled, notes: notesOf(model, { cutAfter, isTiled }) };
}

interface Work {
  readonly model: Diffusion;
  readonly denoiser: Denoiser;
  readonly scheduler: Scheduler;
  readonly schedule: Schedule;
  readonly noise: NoiseSource;
  readonly given: Given;
  readonly settled: Settled;
  readonly signal: AbortSignal;
}

type Tell = (step: number, original: Latents) => Promise<void>;

async function drawLatents(work: Work, tell: Tell): Promise<Latents> {
  const { denoiser, scheduler, schedule, noise, given, signal } = work;
  let sample = beginning(work);
  let history = NO_HISTORY;
  for (const [index, timestep] of schedule.timesteps.entries()) {
    signal.throwIfAborted();
    const input = scheduler.scaleInput(sample, { schedule, index });
    const output = await predict(denoiser, input, timestep);
    signal.throwIfAborted();
    const stepped = scheduler.step({ schedule, index, sample, output, history, noise });
    history = stepped.history;
    const place = { schedule, index: index + 1 };
    sample = keptOutside(given, stepped.sample, (original) =>
      scheduler.addNoise(original, noise(0, original.data.length), place),
    );
    await tell(index + 1, stepped.original);
  }
  return sample;
}

function beginning({ model, scheduler, schedule, noise, given, settled }: Work): Latents {
  const { channels, scale } = model.autoencoder;
  const shape = [1, channels, settled.height / scale, settled.width / scale];
  const first = noise(
    0,
    shape.reduce((product, size) => product * size, 1),
  );
  return given.original === undefined
    ? scaled({ data: first, shape }, schedule.noiseScale)
    : scheduler.addNoise(given.original, first, { schedule, index: 0 });
}

interface Telling {
  readonly schedule: Schedule;
  readonly count: number;
  readonly progress: (progress: Progress) => void;
  readonly previewMs?: number;
}

/**
 * Says how far it is after every step; decoding counts as one. A preview is made while the network goes on,
 * and told with the next step that ends after it.
 */
function teller(
  model: Diffusion,
  { schedule, count, progress, previewMs = PREVIEW_MS }: Telling,
): (number: number, step: number, original: Latents) => Promise<void> {
  const steps = schedule.timesteps.length;
  let due = performance.now() + previewMs;
  let preview: MadeFile | undefined;
  const makePreview = async (original: Latents, colouring: Colouring) => {
    const bytes = await encodePng(previewOf(original, colouring));
    preview = { name: 'preview.png', bytes };
    due = performance.now() + previewMs;
  };
  return async (number, step, original) => {
    const fraction = (number * (steps + 1) + step) / (count * (steps + 1));
    const message = { code: 'drawing-step', values: { step, steps } } as const;
    progress({ fraction, message, ...(preview && { preview }) });
    preview = undefined;
    const colouring = performance.now() < due ? undefined : await model.colouring();
    if (colouring !== undefined) {
      due = Number.POSITIVE_INFINITY; // one at a time
      makePreview(original, colouring).catch(() => {}); // it goes on without one
    }
  };
}

function isTight({ autoencoder }: Diffusion, { shape }: Latents, free: number): boolean {
  const [, , height = 0, width = 0] = shape;
  const isCuttable = width > TILE_SIDE || height > TILE_SIDE;
  return isCuttable && decodingBytes(autoencoder, { width, height }) > free;
}

async function decoded(
  { autoencoder }: Diffusion,
  latents: Latents,
  { isTiled, signal }: { readonly isTiled: boolean; readonly signal: AbortSignal },
): Promise<Picture> {
  signal.throwIfAborted();
  const picture = isTiled
    ? await decodeInTiles(autoencoder, latents, signal)
    : await decode(autoencoder, latents);
  signal.throwIfAborted();
  return picture;
}

/** What is free on a GPU is not known here; what it lacks it says itself. */
function freeBytes({ device }: Diffusion): number {
  return device === 'cpu' ? process.availableMemory() : Number.POSITIVE_INFINITY;
}

function notesOf(
  { towers }: Diffusion,
  { cutAfter, isTiled }: { readonly cutAfter: string | undefined; readonly isTiled: boolean },
): readonly ResultNote[] {
  const pieces = towers[0]?.words('').ids.length ?? 0;
  return [
    ...(cutAfter === undefined
      ? []
      : [{ code: 'description-cut' as const, values: { pieces, last: cutAfter } }]),
    ...(isTiled ? [{ code: 'drawn-tiled' as const }] : []),
  ];
}
