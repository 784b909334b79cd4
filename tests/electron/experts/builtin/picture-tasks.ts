// What the tests of picture experts share: pictures stored in a temporary folder as inputs, and
// the pixels of what an expert made.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll } from 'vitest';
import type {
  Expert,
  ExpertContext,
  ExpertInput,
  ExpertInputs,
  ExpertOutput,
} from '../../../../electron/experts/expert.ts';
import { AppError, type ErrorCode } from '../../../../shared/errors.ts';

export function context(extra: Partial<ExpertContext> = {}): ExpertContext {
  return { signal: new AbortController().signal, progress: () => undefined, ...extra };
}

export interface PictureDesk {
  /** Stores bytes, or a drawing as PNG, as the content of an image slot. */
  readonly store: (picture: Sharp | Uint8Array) => Promise<ExpertInput & { readonly path: string }>;
  readonly perform: (
    expert: Expert,
    picture: Sharp | Uint8Array,
    text?: string,
  ) => Promise<ExpertOutput>;
}

/** To be called at a test file's top: its folder goes when the file's tests have run. */
export function pictureDesk(): PictureDesk {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-pictures-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const store: PictureDesk['store'] = async (picture) => {
    const bytes = picture instanceof Uint8Array ? picture : await picture.png().toBuffer();
    const path = join(folder, randomUUID());
    await writeFile(path, bytes);
    const artefact = {
      id: '0'.repeat(64),
      kind: 'image',
      mime: 'image/png',
      size: bytes.length,
    } as const;
    return { kind: 'image', name: 'picture.png', artefact, path };
  };
  return {
    store,
    perform: async (expert, picture, text) => {
      const image = await store(picture);
      const inputs: ExpertInputs = {
        image,
        ...(text === undefined ? {} : { text: { kind: 'text', text } }),
      };
      return expert.perform(inputs, context());
    },
  };
}

/** The code of the expected failure, or undefined where it did not fail so. */
export async function codeOf(outcome: Promise<unknown>): Promise<ErrorCode | undefined> {
  try {
    await outcome;
    return undefined;
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : undefined;
  }
}

export function drawSvg(width: number, height: number, content: string): Sharp {
  const size = `width="${width}" height="${height}"`;
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${content}</svg>`));
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** The channels of a pixel; empty outside. */
  readonly at: (x: number, y: number) => readonly number[];
}

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return {
    width,
    height,
    channels,
    at: (x, y) => {
      const from = (y * width + x) * channels;
      return x < 0 || y < 0 || x >= width || y >= height
        ? []
        : [...data.subarray(from, from + channels)];
    },
  };
}

/** Numbers from 0 up to 1, the same for the same seed (a linear congruential generator). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
