import { describe, expect, it } from 'vitest';
import { hedControl } from '../../../../electron/experts/onnx/hed-control.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { channelOf, drawnMask, levelsOf, meanOf } from './masks-of.ts';

const desk = pictureDesk();
const [WIDTH, HEIGHT] = [256, 192];
const GROUND = '<rect width="100%" height="100%" fill="#205080"/>';
const SHAPES = '<circle cx="80" cy="96" r="46"/><rect x="150" y="50" width="70" height="90"/>';

async function edgesOf(picture: Parameters<typeof desk.store>[0], signal?: AbortSignal) {
  const { image, notes } = await performOnnx(hedControl, {
    model: 'hed-control',
    inputs: { image: await desk.store(picture) },
    ...(signal === undefined ? {} : { signal }),
  });
  return { levels: await levelsOf(image?.bytes), notes };
}

const drawn = (ink: string) =>
  drawSvg(WIDTH, HEIGHT, `${GROUND}<g fill="${ink}">${SHAPES}</g>`).removeAlpha();

/** Of the outlines of the shapes, so wide, and of what lies at least as far from them. */
async function outlines(width: number) {
  const strokes = `<g fill="none" stroke="white" stroke-width="${width}">${SHAPES}</g>`;
  return channelOf(await drawnMask(WIDTH, HEIGHT, strokes), 0);
}

describe('hed-control', () => {
  it.each(['#f0d040', '#301010'])('lights up the outlines of shapes in %s', async (ink) => {
    const { levels } = await edgesOf(drawn(ink));
    expect([levels.width, levels.height, levels.channels]).toEqual([WIDTH, HEIGHT, 1]);
    const edges = channelOf(levels, 0);
    const [on, near] = [await outlines(2), await outlines(24)];
    expect(meanOf(edges.filter((_, at) => (on[at] ?? 0) > 200))).toBeGreaterThan(170);
    expect(meanOf(edges.filter((_, at) => near[at] === 0))).toBeLessThan(12);
    expect(Math.max(...edges)).toBeGreaterThan(245);
  });

  it('says by what they are made', async () => {
    expect((await edgesOf(drawn('#ffffff'))).notes).toEqual([{ code: 'edges-soft' }]);
  });

  it('finds none in an even picture, and says so', async () => {
    const { levels, notes } = await edgesOf(drawSvg(WIDTH, HEIGHT, GROUND));
    expect(Math.max(...channelOf(levels, 0))).toBeLessThan(30);
    expect(notes).toHaveLength(2);
  });

  it('sees red as red: the model, which minds red more than blue, finds more of it', async () => {
    const strength = async (ink: string) => {
      const ground = '<rect width="100%" height="100%" fill="#404040"/>';
      const both = `<g fill="${ink}">${SHAPES}</g><rect width="20" height="20" fill="white"/>`;
      const { levels } = await edgesOf(drawSvg(WIDTH, HEIGHT, ground + both));
      return meanOf(channelOf(levels, 0));
    };
    expect(await strength('#704040')).toBeGreaterThan(3 * (await strength('#404070')));
  });

  it('keeps the size of a picture that is upright and large', async () => {
    const { levels } = await edgesOf(drawSvg(301, 777, `${GROUND}<g fill="white">${SHAPES}</g>`));
    expect([levels.width, levels.height]).toEqual([301, 777]);
  });

  it('refuses a damaged file', async () => {
    const whole = await drawn('#ffffff').png().toBuffer();
    expect(await codeOf(edgesOf(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    await expect(edgesOf(drawn('#ffffff'), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
