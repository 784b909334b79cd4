import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../electron/experts/expert.ts';
import { imageToImage } from '../../../../electron/experts/onnx/image-to-image.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { channelOf, type Levels, levelsOf } from './masks-of.ts';

const desk = pictureDesk();

interface Ask {
  readonly text?: string;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

async function enlarge(picture: Sharp | Uint8Array, { text, ...rest }: Ask = {}) {
  const image = await desk.store(picture);
  const inputs = {
    image,
    ...(text === undefined ? {} : { text: { kind: 'text', text } as const }),
  };
  const output = await performOnnx(imageToImage, { model: 'image-to-image', inputs, ...rest });
  return { levels: await levelsOf(output.image?.bytes), notes: output.notes };
}

const EDGES = `<rect width="100%" height="100%" fill="#e9e4d8"/>
  <circle cx="40" cy="44" r="27" fill="#b02a30"/><path d="M70 118L96 58L124 112Z" fill="#2a4fa8"/>
  <rect x="80" y="12" width="42" height="30" fill="#20744a" transform="rotate(14 101 27)"/>
  <path d="M6 122L120 4" stroke="#201c28" stroke-width="4"/><circle cx="40" cy="100" r="16" fill="none" stroke="#d07818" stroke-width="5"/>`;
const drawn = (width = 128, height = 128) =>
  drawSvg(width, height, EDGES).removeAlpha().png().toBuffer();

/** By means of two pixels by two, as in training. */
async function halved(picture: Uint8Array): Promise<Buffer> {
  const { data, width, height, channels } = await levelsOf(picture);
  const [w, h] = [width / 2, height / 2];
  const small = Uint8Array.from({ length: w * h * channels }, (_, at) => {
    const [channel, x, y] = [
      at % channels,
      Math.floor(at / channels) % w,
      Math.floor(at / channels / w),
    ];
    const of = (right: number, down: number) =>
      data[((2 * y + down) * width + 2 * x + right) * channels + channel] ?? 0;
    return Math.round((of(0, 0) + of(1, 0) + of(0, 1) + of(1, 1)) / 4);
  });
  return sharp(small, { raw: { width: w, height: h, channels: 3 } })
    .png()
    .toBuffer();
}

/** Peak signal to noise in decibels; more is closer. */
function closeness(one: Levels, other: Levels): number {
  const squares = one.data.reduce(
    (sum, level, at) => sum + (level - (other.data[at] ?? 0)) ** 2,
    0,
  );
  return 10 * Math.log10((255 ** 2 * one.data.length) / squares);
}

describe('image-to-image as super-resolution', () => {
  it('is closer to what was drawn than bicubic enlarging', async () => {
    const small = await halved(await drawn());
    const wanted = await levelsOf(await drawn());
    const { levels, notes } = await enlarge(small);
    const bicubic = await sharp(small).resize(128, 128, { kernel: 'cubic' }).png().toBuffer();
    expect([levels.width, levels.height, levels.channels]).toEqual([128, 128, 3]);
    expect(closeness(levels, wanted)).toBeGreaterThan(
      closeness(await levelsOf(bicubic), wanted) + 0.5,
    );
    expect(notes).toEqual([{ code: 'enlarged', values: { scale: 2, width: 128, height: 128 } }]);
  });

  it.each([
    [5, 3],
    [61, 33],
    [1, 1],
  ])('takes a picture of %i × %i pixels', async (width, height) => {
    const { levels } = await enlarge(drawSvg(width, height, EDGES));
    expect([levels.width, levels.height]).toEqual([2 * width, 2 * height]);
  });

  it('shows no seams where a large picture is worked on in tiles', async () => {
    // Twice the same drawing, far enough from the joins of tiles in one and upon them in the other.
    const piece = await drawn();
    const wide = await sharp({
      create: { width: 420, height: 300, channels: 3, background: '#556' },
    })
      .composite([{ input: piece, left: 170, top: 160 }])
      .png()
      .toBuffer();
    const alone = await sharp(wide)
      .extract({ left: 150, top: 140, width: 168, height: 160 })
      .png()
      .toBuffer();
    const seen: Progress[] = [];
    const tiled = await enlarge(wide, { progress: (progress) => seen.push(progress) });
    const untiled = await enlarge(alone);
    expect(seen.map(({ message }) => message)).toEqual(
      [1, 2, 3, 4].map((part) => ({ code: 'enlarging-part', values: { part, parts: 4 } })),
    );
    let most = 0;
    for (let y = 16; y < 320 - 32; y += 1) {
      for (let x = 16 * 3; x < (336 - 32) * 3; x += 1) {
        const inTiled = tiled.levels.data[(y + 280) * 840 * 3 + x + 300 * 3] ?? 0;
        most = Math.max(most, Math.abs(inTiled - (untiled.levels.data[y * 336 * 3 + x] ?? 0)));
      }
    }
    expect(most).toBeLessThanOrEqual(1);
  });

  it('keeps transparency', async () => {
    const { levels } = await enlarge(
      drawSvg(
        40,
        40,
        '<rect width="20" height="40" fill="#c33"/><rect x="20" width="10" height="40" fill="#c33" fill-opacity="0.5"/>',
      ),
    );
    const alpha = channelOf(levels, 3);
    expect(levels.channels).toBe(4);
    expect([alpha[40 * 80 + 10], alpha[40 * 80 + 75]]).toEqual([255, 0]);
    expect(Math.abs((alpha[40 * 80 + 50] ?? 0) - 128)).toBeLessThan(3);
  });

  it('takes a picture as it is displayed, turned as its EXIF says', async () => {
    const turned = await sharp(await drawn(128, 96))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { levels } = await enlarge(turned);
    expect([levels.width, levels.height]).toEqual([192, 256]);
  });

  it('follows a text that asks for what it does, and refuses any other', async () => {
    const picture = drawSvg(16, 16, EDGES);
    expect((await enlarge(picture, { text: 'upscale it 2x' })).levels.width).toBe(32);
    expect(await codeOf(enlarge(picture, { text: 'make it greyscale' }))).toBe('INPUT_INVALID');
    expect(await codeOf(enlarge(picture, { text: 'upscale it 4x' }))).toBe('INPUT_INVALID');
  });

  it('refuses a damaged file, and one whose result would be too large', async () => {
    const whole = await drawn();
    expect(await codeOf(enlarge(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
    const vast = sharp({ create: { width: 6000, height: 3000, channels: 3, background: '#fff' } });
    expect(await codeOf(enlarge(vast))).toBe('INPUT_INVALID');
  });

  it('stops between tiles where it is cancelled', async () => {
    const reason = new Error('cancelled');
    const stop = new AbortController();
    const seen: Progress[] = [];
    const outcome = enlarge(drawSvg(600, 20, EDGES), {
      signal: stop.signal,
      progress: (progress) => {
        seen.push(progress);
        stop.abort(reason);
      },
    });
    await expect(outcome).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
  });
});
