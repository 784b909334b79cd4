import { describe, expect, it } from 'vitest';
import type { ExpertOutput } from '../../../../electron/experts/expert.ts';
import { textToImage } from '../../../../electron/experts/onnx/text-to-image.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, pixelsOf } from '../builtin/picture-tasks.ts';
import { keepProgress } from './drawn-pictures.ts';

/** The tiny model draws 6 rows of 6 patches of 8 pixels. */
const PATCHES = 6;
const SIDE = 8;

function draw(prompt: string, rest: Partial<OnnxOptions> = {}): Promise<ExpertOutput> {
  const inputs = { text: { kind: 'text', text: prompt } } as const;
  return performOnnx(textToImage, { model: 'text-to-image', inputs, seed: 1, ...rest });
}

const PAINTS = {
  ground: [250, 250, 250],
  red: [220, 40, 40],
  green: [40, 160, 60],
  blue: [40, 70, 210],
  yellow: [235, 205, 40],
} as const;
type Paint = keyof typeof PAINTS;

/** How many patches there are of each paint; a channel may be off by one. */
async function paintsOf({ image }: ExpertOutput): Promise<Record<Paint, number>> {
  const { at, width, height } = await pixelsOf(image?.bytes ?? new Uint8Array());
  expect([width, height]).toEqual([PATCHES * SIDE, PATCHES * SIDE]);
  const counts = { ground: 0, red: 0, green: 0, blue: 0, yellow: 0 };
  for (let index = 0; index < PATCHES ** 2; index += 1) {
    const [column, row] = [index % PATCHES, Math.floor(index / PATCHES)];
    const seen = at(column * SIDE + 4, row * SIDE + 4);
    const paint = (Object.keys(PAINTS) as Paint[]).find((name) =>
      PAINTS[name].every((value, channel) => Math.abs(value - (seen[channel] ?? -9)) <= 1),
    );
    counts[paint ?? 'ground'] += paint === undefined ? Number.NaN : 1;
  }
  return counts;
}

describe('text-to-image with Janus', () => {
  it('paints something of the colour that was asked for, on light ground', async () => {
    const colours = ['red', 'green', 'blue', 'yellow'] as const;
    for (const colour of colours) {
      for (const seed of [1, 3, 5]) {
        const counts = await paintsOf(await draw(`a ${colour} bar`, { seed }));
        const others = colours.filter((other) => other !== colour).map((other) => counts[other]);
        expect(counts[colour]).toBeGreaterThanOrEqual(6);
        expect(counts.ground).toBeGreaterThanOrEqual(20);
        expect(Math.max(...others)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('makes the same picture from the same seed, and another from another', async () => {
    const first = await draw('a green square', { seed: 5 });
    const again = await draw('a green square', { seed: 5 });
    expect(again.image?.bytes).toEqual(first.image?.bytes);
    const others = await Promise.all([6, 7, 8, 9].map((seed) => draw('a green square', { seed })));
    expect(others.some(({ image }) => !isSame(image?.bytes, first.image?.bytes))).toBe(true);
  });

  it('keeps to its seed while another picture is made', async () => {
    const alone = await draw('a green bar', { seed: 11 });
    const [together] = await Promise.all([
      draw('a green bar', { seed: 11 }),
      draw('a red square', { seed: 12 }),
    ]);
    expect(together.image?.bytes).toEqual(alone.image?.bytes);
  });

  it('tells how much of the picture there is', async () => {
    const { progress, fractions } = keepProgress();
    await draw('a red bar', { progress });
    expect(fractions).toEqual(Array.from({ length: 36 }, (_, index) => (index + 1) / 36));
  });

  it('stops at the next token when it is cancelled', async () => {
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const { progress, fractions } = keepProgress(() => controller.abort(reason));
    const outcome = draw('a red bar', { progress, signal: controller.signal });
    await expect(outcome).rejects.toBe(reason);
    expect(fractions).toHaveLength(1);
  });

  it('refuses an empty description, and a model of another family', async () => {
    expect(await codeOf(draw('   '))).toBe('INPUT_INVALID');
    expect(await codeOf(draw('a red bar', { model: 'image-to-text' }))).toBe('MODEL_UNUSABLE');
  });
});

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return Buffer.compare(one ?? new Uint8Array(), other ?? new Uint8Array()) === 0;
}
