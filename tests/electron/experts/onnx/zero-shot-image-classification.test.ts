import type { Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { zeroShotImageClassification } from '../../../../electron/experts/onnx/zero-shot-image-classification.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { drawScene, SHAPES, type Shape } from '../../../fakes/scenes.ts';
import { codeOf, pictureDesk } from '../builtin/picture-tasks.ts';

const { store } = pictureDesk();
const MODEL = 'zero-shot-image-classification';
const INKS = { red: '#d92b26', green: '#2a9a40', blue: '#2459d4', yellow: '#f0d428' } as const;
type Ink = keyof typeof INKS;

async function match(labels: string, picture: Sharp | Uint8Array, signal?: AbortSignal) {
  const inputs = { image: await store(picture), labels: { kind: 'text', text: labels } } as const;
  const cancellation = signal === undefined ? {} : { signal };
  return performOnnx(zeroShotImageClassification, { model: MODEL, inputs, ...cancellation });
}

function draw(label: Shape, ink: Ink): Sharp {
  const shape = { label, colour: INKS[ink], x: 90, y: 105, radius: 70 };
  return drawScene({ width: 200, height: 200, background: '#ffffff', shapes: [shape] });
}

const DRAWINGS = SHAPES.flatMap((shape) =>
  (['red', 'green', 'blue', 'yellow'] as const).map((ink) => ({ shape, ink })),
);
const PHRASES = DRAWINGS.map(({ shape, ink }) => `${ink} ${shape}`).join(', ');

describe('zero-shot-image-classification', () => {
  it.each(DRAWINGS)('tells a $ink $shape from 15 others', async ({ shape, ink }) => {
    const { labels = [], text } = await match(PHRASES, draw(shape, ink));
    expect(labels).toHaveLength(16);
    expect(labels[0]?.label).toBe(`${ink} ${shape}`);
    expect(text?.startsWith(`${ink} ${shape} (`)).toBe(true);
  });

  it('compares the labels with each other only', async () => {
    const { labels = [] } = await match('a red thing\na blue thing', draw('star', 'blue'));
    expect(labels[0]?.label).toBe('a blue thing');
    expect(labels.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 3);
  });

  it('takes each label once, whatever is around it', async () => {
    const { labels = [] } = await match('"star"; Star,\n- circle', draw('circle', 'red'));
    expect(labels.map(({ label }) => label)).toEqual(['circle', 'Star']);
  });

  it('says that a single label has nothing to be compared with', async () => {
    const { labels, notes } = await match('circle', draw('star', 'red'));
    expect(labels).toEqual([{ label: 'circle', score: 1 }]);
    expect(notes).toHaveLength(1);
  });

  it('refuses labels that name nothing, and a damaged file', async () => {
    expect(await codeOf(match(', ,', draw('star', 'red')))).toBe('INPUT_INVALID');
    expect(await codeOf(match('star', new Uint8Array(40)))).toBe('FILE_UNREADABLE');
  });

  it('stops when it is cancelled', async () => {
    const work = match('star', draw('star', 'red'), AbortSignal.abort());
    await expect(work).rejects.toThrow('abort');
  });
});
