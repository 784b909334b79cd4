import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageClassification } from '../../../../electron/experts/onnx/image-classification.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { drawScene, SHAPES, type Shape } from '../../../fakes/scenes.ts';
import { codeOf, pictureDesk } from '../builtin/picture-tasks.ts';

const { store } = pictureDesk();

async function classify(picture: Sharp | Uint8Array, signal?: AbortSignal) {
  const inputs = { image: await store(picture) };
  const cancellation = signal === undefined ? {} : { signal };
  return performOnnx(imageClassification, {
    model: 'image-classification',
    inputs,
    ...cancellation,
  });
}

function draw(label: Shape, colour: string, width = 200): Sharp {
  const shape = { label, colour, x: width * 0.45, y: 110, radius: 70 };
  return drawScene({ width, height: 200, background: '#ffffff', shapes: [shape] });
}

const DRAWINGS = SHAPES.flatMap((label) =>
  ['#d32f2f', '#1976d2', '#388e3c'].map((colour) => ({ label, colour })),
);

describe('image-classification', () => {
  it.each(DRAWINGS)('knows a $label of colour $colour', async ({ label, colour }) => {
    const { labels = [], text } = await classify(draw(label, colour));
    expect(labels[0]?.label).toBe(label);
    expect(text).toBe(`${label} (${Math.round((labels[0]?.score ?? 0) * 100)}\u00a0%)`);
  });

  it('gives the classes with the likeliest first, and probabilities that add up', async () => {
    const { labels = [] } = await classify(draw('star', '#7b1fa2'));
    const scores = labels.map(({ score }) => score);
    expect(labels.map(({ label }) => label).toSorted()).toEqual([...SHAPES].toSorted());
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 3);
  });

  it.each([
    ['a 16-bit PNG', (drawing: Sharp) => drawing.toColourspace('rgb16').png().toBuffer()],
    ['a grey JPEG', (drawing: Sharp) => drawing.toColourspace('b-w').jpeg().toBuffer()],
    [
      'a wide picture',
      (drawing: Sharp) => drawing.resize(260, 200, { fit: 'fill' }).png().toBuffer(),
    ],
  ])('knows the shape in %s', async (_, encode) => {
    const { labels } = await classify(await encode(draw('triangle', '#d32f2f')));
    expect(labels?.[0]?.label).toBe('triangle');
  });

  it('turns a picture upright first', async () => {
    const upright = await draw('triangle', '#1976d2').png().toBuffer();
    const lying = await sharp(upright)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [turned, plain] = await Promise.all([classify(lying), classify(upright)]);
    expect(turned.labels?.[0]?.label).toBe('triangle');
    expect(turned.labels?.[0]?.score).toBeCloseTo(plain.labels?.[0]?.score ?? 0, 1);
  });

  it('sees white where a picture is transparent, and one pixel as a picture', async () => {
    const shape = { label: 'star', colour: '#1976d2', x: 100, y: 100, radius: 70 } as const;
    const clear = await classify(drawScene({ width: 200, height: 200, shapes: [shape] }));
    expect(clear.labels?.[0]?.label).toBe('star');
    const dot = await classify(draw('star', '#000000').resize(1, 1));
    expect(dot.labels).toHaveLength(4);
  });

  it('notes that only the first frame of an animation was looked at', async () => {
    const drawings = [draw('circle', '#d32f2f'), draw('star', '#d32f2f')];
    const frames = await Promise.all(drawings.map((drawing) => drawing.png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { labels, notes } = await classify(gif);
    expect(labels?.[0]?.label).toBe('circle');
    expect(notes).toEqual([{ code: 'first-frame', values: { frames: 2 } }]);
  });

  it('refuses a damaged file', async () => {
    const whole = await draw('star', '#000000').png().toBuffer();
    expect(await codeOf(classify(whole.subarray(0, 200)))).toBe('FILE_UNREADABLE');
  });

  it('stops when it is cancelled', async () => {
    const work = classify(draw('star', '#000000'), AbortSignal.abort());
    await expect(work).rejects.toThrow('abort');
  });
});
