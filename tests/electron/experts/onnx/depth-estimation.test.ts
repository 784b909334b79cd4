import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { depthEstimation } from '../../../../electron/experts/onnx/depth-estimation.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { levelsOf } from './masks-of.ts';

const desk = pictureDesk();
const SIDE = 192;
const ROOM =
  '<rect width="192" height="192" fill="#b8cfe0"/><rect y="58" width="192" height="134" fill="#7a6a55"/>';

interface Standing {
  readonly x: number;
  readonly foot: number;
  readonly shape: 'ball' | 'box' | 'tent';
  readonly fill: string;
}

function draw({ x, foot, shape, fill }: Standing): string {
  switch (shape) {
    case 'ball':
      return `<circle cx="${x}" cy="${foot - 26}" r="26" fill="${fill}"/>`;
    case 'box':
      return `<rect x="${x - 22}" y="${foot - 52}" width="44" height="52" fill="${fill}"/>`;
    case 'tent':
      return `<path d="M${x} ${foot - 56}L${x + 28} ${foot}H${x - 28}Z" fill="${fill}"/>`;
  }
}

const room = (...things: readonly Standing[]) =>
  drawSvg(
    SIDE,
    SIDE,
    ROOM +
      [...things]
        .sort((a, b) => a.foot - b.foot)
        .map(draw)
        .join(''),
  );

const estimate = async (picture: Parameters<typeof desk.store>[0], signal?: AbortSignal) => {
  const { image, notes } = await performOnnx(depthEstimation, {
    model: 'depth-estimation',
    inputs: { image: await desk.store(picture) },
    ...(signal === undefined ? {} : { signal }),
  });
  const levels = await levelsOf(image?.bytes);
  return {
    levels,
    notes,
    at: (x: number, y: number) => levels.data[(y * levels.width + x) * levels.channels] ?? 0,
  };
};

const BALL = { x: 50, foot: 100, shape: 'ball', fill: '#c83232' } as const;
const BOX = { x: 140, foot: 180, shape: 'box', fill: '#2a50c8' } as const;
const TENT = { x: 100, foot: 140, shape: 'tent', fill: '#f0e040' } as const;

describe('depth-estimation', () => {
  it.each([
    [BALL, BOX],
    [TENT, { ...BOX, x: 40 }],
    [
      { ...BOX, foot: 95, fill: '#207030' },
      { ...BALL, foot: 170 },
    ],
    [
      { ...TENT, x: 40, foot: 90 },
      { ...TENT, x: 150, foot: 150, fill: '#802090' },
    ],
  ])('has the thing with the lower foot nearer, %#', async (far, near) => {
    const { at } = await estimate(room(far, near));
    expect(at(near.x, near.foot - 20)).toBeGreaterThan(at(far.x, far.foot - 20) + 20);
  });

  it('has what hides another nearer than that', async () => {
    const { at } = await estimate(
      room({ ...BALL, x: 90, foot: 115 }, { ...BOX, x: 112, foot: 165 }),
    );
    expect(at(112, 140)).toBeGreaterThan(at(75, 90) + 20);
  });

  it('has the floor come nearer downwards and the wall farthest, over the whole range', async () => {
    const { levels, at, notes } = await estimate(room());
    expect([levels.width, levels.height]).toEqual([SIDE, SIDE]);
    expect(at(96, 20)).toBeLessThan(30);
    expect(at(96, 120)).toBeGreaterThan(at(96, 80) + 30);
    expect(at(96, 180)).toBeGreaterThan(at(96, 120) + 30);
    expect([
      levels.data.reduce((a, b) => Math.min(a, b)),
      levels.data.reduce((a, b) => Math.max(a, b)),
    ]).toEqual([0, 255]);
    expect(notes).toEqual([{ code: 'depth-order' }]);
  });

  it('takes a picture as it is displayed, turned as its EXIF says', async () => {
    const scene = await room(BALL, BOX).png().toBuffer();
    const lying = await sharp(scene).rotate(180).png().toBuffer();
    const turned = await sharp(lying)
      .withMetadata({ orientation: 3 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const { at } = await estimate(turned);
    expect(at(BOX.x, 160)).toBeGreaterThan(at(BALL.x, 80) + 20);
  });

  it('refuses a damaged file', async () => {
    const whole = await room(BALL).png().toBuffer();
    expect(await codeOf(estimate(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    await expect(estimate(room(BALL), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
