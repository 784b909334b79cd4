import { describe, expect, it } from 'vitest';
import type { ExpertInputs } from '../../../../electron/experts/expert.ts';
import { openposeControl } from '../../../../electron/experts/onnx/openpose-control.ts';
import { COLOURS, LIMBS, toOpenPose } from '../../../../electron/experts/onnx/pose-skeleton.ts';
import { withPeople } from '../../../../electron/experts/people.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, type Pixels, pictureDesk, pixelsOf } from '../builtin/picture-tasks.ts';
import { boxAround, type Figure, jointsOf, svgOf } from './stick-people.ts';

const desk = pictureDesk();
const [WIDTH, HEIGHT] = [640, 512];

const WAVING: Figure = { x: 180, y: 110, height: 340, arms: [20, 5, 130, 165], legs: [8, 14] };
const STAR: Figure = { x: 460, y: 90, height: 380, arms: [90, 80, 95, 120], legs: [30, 30] };
/** So near the border that the crop reaches beyond the picture. */
const AT_BORDER: Figure = { x: 110, y: 60, height: 430, arms: [20, 5, 70, 60], legs: [4, 20] };

function drawn(figures: readonly Figure[]) {
  const ground = '<rect width="100%" height="100%" fill="#b8d0a0"/>';
  return drawSvg(WIDTH, HEIGHT, ground + figures.map((figure) => svgOf(figure)).join(''));
}

async function poses(figures: readonly Figure[], found = figures) {
  const image = await desk.store(drawn(figures));
  const objects = found.map((figure) => ({ label: 'person', score: 1, box: boxAround(figure) }));
  const { image: made, notes } = await performOnnx(openposeControl, {
    model: 'openpose-control',
    inputs: withPeople({ image }, objects),
  });
  return { pixels: await pixelsOf(made?.bytes ?? new Uint8Array()), notes };
}

/** Limbs of a figure whose colour is not within so many pixels of where their middle should be. */
function misplaced({ at }: Pixels, figure: Figure, most: number): readonly number[] {
  const points = toOpenPose(jointsOf(figure).map((place) => ({ ...place, score: 1 })));
  return LIMBS.flatMap(([first, second], limb) => {
    const [from, to] = [points[first], points[second]];
    const x = Math.round(((from?.x ?? 0) + (to?.x ?? 0)) / 2);
    const y = Math.round(((from?.y ?? 0) + (to?.y ?? 0)) / 2);
    const wanted = (COLOURS[limb] ?? [0, 0, 0]).map((level) => level * 0.6);
    const around = Array.from({ length: (2 * most + 1) ** 2 }, (_, index) => {
      const across = (index % (2 * most + 1)) - most;
      return at(x + across, y + Math.floor(index / (2 * most + 1)) - most);
    });
    return around.some((colour) => String(colour) === String(wanted)) ? [] : [limb];
  });
}

function lit({ at }: Pixels): number {
  return Array.from({ length: WIDTH * HEIGHT }, (_, index) =>
    at(index % WIDTH, Math.floor(index / WIDTH)),
  ).filter((colour) => colour.some((level) => level > 0)).length;
}

describe('openpose-control', () => {
  it('draws every limb of a drawn person where it is', async () => {
    const { pixels, notes } = await poses([WAVING]);
    expect([pixels.width, pixels.height, pixels.channels]).toEqual([WIDTH, HEIGHT, 3]);
    expect(misplaced(pixels, WAVING, 5)).toEqual([]);
    expect(notes).toEqual([{ code: 'people-posed', values: { posed: 1 } }]);
  });

  it('draws two people side by side', async () => {
    const { pixels, notes } = await poses([WAVING, STAR]);
    expect(misplaced(pixels, WAVING, 5)).toEqual([]);
    expect(misplaced(pixels, STAR, 5)).toEqual([]);
    expect(notes).toEqual([{ code: 'people-posed', values: { posed: 2 } }]);
  });

  it('draws one at the border', async () => {
    const { pixels } = await poses([AT_BORDER]);
    expect(misplaced(pixels, AT_BORDER, 5)).toEqual([]);
  });

  it('draws only those who were found', async () => {
    const both = lit((await poses([WAVING, STAR])).pixels);
    const { pixels } = await poses([WAVING, STAR], [STAR]);
    expect(misplaced(pixels, STAR, 5)).toEqual([]);
    expect(lit(pixels)).toBeLessThan(both * 0.7);
  });

  it('draws nobody where the box has nobody, and tells both numbers', async () => {
    const { pixels, notes } = await poses([WAVING], [WAVING, { ...STAR, x: 500, height: 200 }]);
    expect(notes).toEqual([{ code: 'people-posed-of', values: { posed: 1, found: 2 } }]);
    expect(lit(pixels)).toBe(lit((await poses([WAVING])).pixels));
  });

  it('is black where nobody was found, and says so', async () => {
    const { pixels, notes } = await poses([WAVING], []);
    expect(lit(pixels)).toBe(0);
    expect(notes).toEqual([{ code: 'people-none' }]);
  });

  it.each([
    ['none', undefined],
    ['no JSON', 'everybody'],
    ['other than boxes', '[{"x":1}]'],
  ])('refuses people that are %s', async (_, text) => {
    const image = await desk.store(drawn([WAVING]));
    const inputs: ExpertInputs =
      text === undefined ? { image } : { image, people: { kind: 'text', text } };
    const outcome = performOnnx(openposeControl, { model: 'openpose-control', inputs });
    expect(await codeOf(outcome)).toBe('INPUT_INVALID');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    const image = await desk.store(drawn([WAVING]));
    const outcome = performOnnx(openposeControl, {
      model: 'openpose-control',
      inputs: withPeople({ image }, []),
      signal: AbortSignal.abort(reason),
    });
    await expect(outcome).rejects.toBe(reason);
  });
});
