import type { Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharedPart } from '../../../../electron/experts/found-objects.ts';
import { zeroShotObjectDetection } from '../../../../electron/experts/onnx/zero-shot-object-detection.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { boxOf, countsOf, drawScene, randomScene } from '../../../fakes/scenes.ts';
import { codeOf, pictureDesk } from '../builtin/picture-tasks.ts';

const { store } = pictureDesk();
const MODEL = 'zero-shot-object-detection';

async function find(labels: string, picture: Sharp | Uint8Array, signal?: AbortSignal) {
  const inputs = { image: await store(picture), labels: { kind: 'text', text: labels } } as const;
  const cancellation = signal === undefined ? {} : { signal };
  return performOnnx(zeroShotObjectDetection, { model: MODEL, inputs, ...cancellation });
}

const SCENE = {
  width: 400,
  height: 400,
  background: '#ffffff',
  shapes: [
    { label: 'circle', colour: '#d32f2f', x: 90, y: 90, radius: 50 },
    { label: 'triangle', colour: '#1976d2', x: 300, y: 100, radius: 60 },
    { label: 'triangle', colour: '#388e3c', x: 100, y: 290, radius: 50 },
    { label: 'star', colour: '#7b1fa2', x: 290, y: 290, radius: 60 },
  ],
} as const;

describe('zero-shot-object-detection', () => {
  it.each([200, 201, 202, 203, 204, 205])(
    'finds all shapes of scene %i by their names',
    async (seed) => {
      const scene = randomScene({ seed, shapes: 3 + (seed % 4) });
      const { objects = [] } = await find('circle, square, triangle, star', drawScene(scene));
      expect(countsOf(objects)).toEqual(countsOf(scene.shapes));
      for (const shape of scene.shapes) {
        const shares = objects.map(({ box }) => sharedPart(box, boxOf(shape)));
        expect(Math.max(...shares)).toBeGreaterThan(0.5);
      }
    },
  );

  it('finds only what is named, under the name that was given', async () => {
    const { objects = [], text } = await find('Triangle\nstar', drawScene(SCENE));
    expect(countsOf(objects)).toEqual({ Triangle: 2, star: 1 });
    expect(text).toBe('Found 2 Triangles, 1 star.');
  });

  it('says what of the named was not found', async () => {
    const { objects, text } = await find('dog, cat', drawScene(SCENE));
    expect(objects).toEqual([]);
    expect(text).toBe('Nothing was found of "dog", "cat".');
  });

  it('refuses labels that name nothing', async () => {
    expect(await codeOf(find(' , ;\n', drawScene(SCENE)))).toBe('INPUT_INVALID');
    expect(await codeOf(find(' ', drawScene(SCENE)))).toBe('INPUT_INVALID');
  });

  it('refuses a damaged file', async () => {
    expect(await codeOf(find('circle', new Uint8Array(40)))).toBe('FILE_UNREADABLE');
  });

  it('stops when it is cancelled', async () => {
    const work = find('circle', drawScene(SCENE), AbortSignal.abort());
    await expect(work).rejects.toThrow('abort');
  });
});
