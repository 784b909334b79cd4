import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ExpertOutput } from '../../../../electron/experts/expert.ts';
import { sharedPart } from '../../../../electron/experts/found-objects.ts';
import { objectDetection } from '../../../../electron/experts/onnx/object-detection.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { boxOf, countsOf, drawScene, randomScene, type Scene } from '../../../fakes/scenes.ts';
import { codeOf, pictureDesk, pixelsOf } from '../builtin/picture-tasks.ts';

const { store } = pictureDesk();

async function detect(picture: Sharp | Uint8Array, signal?: AbortSignal): Promise<ExpertOutput> {
  const inputs = { image: await store(picture) };
  const cancellation = signal === undefined ? {} : { signal };
  return performOnnx(objectDetection, { model: 'object-detection', inputs, ...cancellation });
}

const SCENE: Scene = {
  width: 480,
  height: 360,
  background: '#ffffff',
  shapes: [
    { label: 'circle', colour: '#d32f2f', x: 80, y: 90, radius: 45 },
    { label: 'circle', colour: '#1976d2', x: 230, y: 80, radius: 36 },
    { label: 'circle', colour: '#388e3c', x: 390, y: 100, radius: 50 },
    { label: 'square', colour: '#7b1fa2', x: 120, y: 260, radius: 50 },
    { label: 'star', colour: '#f57c00', x: 330, y: 265, radius: 52 },
  ],
};
const RIGHT = { circle: 3, square: 1, star: 1 };

/** Every drawn shape has an object with its label over at least half of both boxes. */
function expectBoxes(output: ExpertOutput, { shapes }: Scene): void {
  for (const shape of shapes) {
    const best = (output.objects ?? [])
      .filter(({ label }) => label === shape.label)
      .map(({ box }) => sharedPart(box, boxOf(shape)));
    expect(Math.max(0, ...best)).toBeGreaterThan(0.5);
  }
}

describe('counting shapes', () => {
  it.each(
    Array.from({ length: 20 }, (_, index) => ({ seed: 100 + index, shapes: 2 + (index % 7) })),
  )('finds each of $shapes shapes once and where it is, in scene $seed', async (kind) => {
    const scene = randomScene({ ...kind, ...(kind.seed % 2 ? { width: 520, height: 380 } : {}) });
    const output = await detect(drawScene(scene));
    expect(countsOf(output.objects ?? [])).toEqual(countsOf(scene.shapes));
    expectBoxes(output, scene);
  });

  it('says how many of each there are, the surest object first', async () => {
    const output = await detect(drawScene(SCENE));
    expect(output.text).toBe('Found 3 circles, 1 square, 1 star.');
    expectBoxes(output, SCENE);
    const scores = (output.objects ?? []).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(output.notes).toEqual([]);
  });

  it('draws the boxes over the picture in its own size', async () => {
    const { image, objects = [] } = await detect(drawScene(SCENE));
    const drawn = await pixelsOf(image?.bytes ?? new Uint8Array());
    expect([drawn.width, drawn.height]).toEqual([480, 360]);
    for (const { box } of objects) {
      const middle = Math.round(box.y + box.height * 0.75);
      expect(drawn.at(Math.round(box.x), middle)).not.toEqual([255, 255, 255]);
    }
    expect(drawn.at(475, 355)).toEqual([255, 255, 255]);
  });

  it('finds nothing in an empty picture, says so, and leaves the picture unmarked', async () => {
    const empty = drawScene({ width: 90, height: 60, background: '#f3efe4', shapes: [] });
    const { objects, text, image } = await detect(empty);
    expect(objects).toEqual([]);
    expect(text).toBe('No object was found.');
    const drawn = await sharp(image?.bytes).removeAlpha().raw().toBuffer();
    expect(drawn).toEqual(await empty.removeAlpha().raw().toBuffer());
  });
});

describe('pictures of all kinds', () => {
  it('gives boxes of the picture as it is displayed, whatever its EXIF orientation', async () => {
    const lying = await sharp(await drawScene(SCENE).png().toBuffer())
      .rotate(270)
      .png()
      .toBuffer();
    const turned = await sharp(lying).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const output = await detect(turned);
    expect(countsOf(output.objects ?? [])).toEqual(RIGHT);
    expectBoxes(output, SCENE);
    const { width, height } = await sharp(output.image?.bytes).metadata();
    expect([width, height]).toEqual([480, 360]);
  });

  it.each([
    ['a 16-bit PNG', (scene: Sharp) => scene.toColourspace('rgb16').png().toBuffer()],
    ['a JPEG', (scene: Sharp) => scene.jpeg({ quality: 60 }).toBuffer()],
    ['a grey JPEG', (scene: Sharp) => scene.toColourspace('b-w').jpeg().toBuffer()],
  ])('finds the shapes in %s', async (_, encode) => {
    const output = await detect(await encode(drawScene(SCENE)));
    expect(countsOf(output.objects ?? [])).toEqual(RIGHT);
    expectBoxes(output, SCENE);
  });

  it('sees white where a PNG is transparent', async () => {
    const { background: _, ...transparent } = SCENE;
    const output = await detect(drawScene(transparent));
    expect(countsOf(output.objects ?? [])).toEqual(RIGHT);
  });

  it('looks at the first frame of an animated GIF, and notes it', async () => {
    const empty = drawScene({ ...SCENE, shapes: [] });
    const frames = await Promise.all([drawScene(SCENE), empty].map((f) => f.png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const output = await detect(gif);
    expect(countsOf(output.objects ?? [])).toEqual(RIGHT);
    expect(output.notes).toEqual([{ code: 'first-frame', values: { frames: 2 } }]);
  });

  it('takes a picture of one pixel', async () => {
    const dot = drawScene({ width: 1, height: 1, background: '#ffffff', shapes: [] });
    expect((await detect(dot)).objects).toEqual([]);
  });

  it('finds shapes in a picture of 24 megapixels', async () => {
    const shapes = SCENE.shapes.map((shape) => ({
      ...shape,
      x: shape.x * 12,
      y: shape.y * 12,
      radius: shape.radius * 12,
    }));
    const large = { ...SCENE, width: 5760, height: 4320, shapes };
    const output = await detect(await drawScene(large).jpeg().toBuffer());
    expect(countsOf(output.objects ?? [])).toEqual(RIGHT);
    expectBoxes(output, large);
  });
});

describe('what goes wrong', () => {
  it('refuses a damaged file', async () => {
    const { path } = await store(drawScene(SCENE));
    const whole = readFileSync(path);
    expect(await codeOf(detect(whole.subarray(0, 300)))).toBe('FILE_UNREADABLE');
  });

  it('refuses a task without a picture', async () => {
    const work = performOnnx(objectDetection, { model: 'object-detection', inputs: {} });
    expect(await codeOf(work)).toBe('INPUT_INVALID');
  });

  it('stops when it is cancelled', async () => {
    await expect(detect(drawScene(SCENE), AbortSignal.abort())).rejects.toThrow('abort');
  });
});
