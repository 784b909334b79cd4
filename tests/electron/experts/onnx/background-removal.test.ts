import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { backgroundRemoval } from '../../../../electron/experts/onnx/background-removal.ts';
import { resultNoteText } from '../../../../electron/in-words.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { channelOf, drawnMask, levelsOf, meanOf, overlapOf } from './masks-of.ts';

const desk = pictureDesk();
const [WIDTH, HEIGHT] = [200, 200];
const FIGURE =
  '<ellipse cx="105" cy="150" rx="66" ry="72"/><ellipse cx="105" cy="62" rx="30" ry="36"/>';
const DRESSED =
  '<ellipse cx="105" cy="150" rx="66" ry="72" fill="#a03050"/><ellipse cx="105" cy="62" rx="30" ry="36" fill="#e8c090"/>';
const BEHIND =
  '<rect width="100%" height="100%" fill="#3c7a68"/><g fill="#417f6c"><rect x="20" width="20" height="200"/><rect x="80" width="20" height="200"/><rect x="140" width="20" height="200"/></g>';
const scene = () => drawSvg(WIDTH, HEIGHT, BEHIND + DRESSED);

const cutOut = async (picture: Parameters<typeof desk.store>[0], signal?: AbortSignal) => {
  const { image, notes } = await performOnnx(backgroundRemoval, {
    model: 'background-removal',
    inputs: { image: await desk.store(picture) },
    ...(signal === undefined ? {} : { signal }),
  });
  return { levels: await levelsOf(image?.bytes), notes };
};

describe('background-removal', () => {
  it('keeps the figure and nothing of what is behind it', async () => {
    const { levels, notes } = await cutOut(scene());
    expect([levels.width, levels.height, levels.channels]).toEqual([WIDTH, HEIGHT, 4]);
    const drawn = channelOf(await drawnMask(WIDTH, HEIGHT, FIGURE), 0);
    expect(overlapOf(channelOf(levels, 3), drawn)).toBeGreaterThan(0.9);
    expect(notes?.map((note) => resultNoteText(note)).join()).toMatch(
      /^The foreground covers [34]\d\u00a0%/,
    );
  });

  it('leaves the colours as they are', async () => {
    const { levels } = await cutOut(scene());
    const source = await levelsOf(await scene().removeAlpha().png().toBuffer());
    for (const channel of [0, 1, 2]) {
      expect(channelOf(levels, channel)).toEqual(channelOf(source, channel));
    }
  });

  it('leaves transparent what was transparent', async () => {
    const half = drawSvg(WIDTH, HEIGHT, `<g opacity="0.5">${BEHIND}${DRESSED}</g>`);
    const alpha = channelOf((await cutOut(half)).levels, 3);
    expect(Math.max(...alpha)).toBeLessThanOrEqual(128);
    const drawn = channelOf(await drawnMask(WIDTH, HEIGHT, FIGURE), 0);
    const inside = alpha.filter((_, at) => (drawn[at] ?? 0) === 255);
    const outside = alpha.filter((_, at) => (drawn[at] ?? 0) === 0);
    expect(meanOf(inside)).toBeGreaterThan(meanOf(outside) + 80);
  });

  it('takes pictures that are no square', async () => {
    const wide = drawSvg(
      300,
      HEIGHT,
      `<rect width="300" height="200" fill="#3c7a68"/><g transform="translate(50 0)">${DRESSED}</g>`,
    );
    const { levels } = await cutOut(wide);
    const drawn = await drawnMask(300, HEIGHT, `<g transform="translate(50 0)">${FIGURE}</g>`);
    expect([levels.width, levels.height]).toEqual([300, HEIGHT]);
    expect(overlapOf(channelOf(levels, 3), channelOf(drawn, 0))).toBeGreaterThan(0.85);
  });

  it('takes a picture as it is displayed, turned as its EXIF says', async () => {
    const lying = await sharp(await scene().png().toBuffer())
      .rotate(90)
      .png()
      .toBuffer();
    const turned = await sharp(lying)
      .withMetadata({ orientation: 8 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const drawn = channelOf(await drawnMask(WIDTH, HEIGHT, FIGURE), 0);
    expect(overlapOf(channelOf((await cutOut(turned)).levels, 3), drawn)).toBeGreaterThan(0.9);
  });

  it('fails with a model that tells classes apart', async () => {
    const inputs = { image: await desk.store(scene()) };
    const outcome = performOnnx(backgroundRemoval, { model: 'image-segmentation', inputs });
    await expect(outcome).rejects.toThrow('classes');
  });

  it('refuses a damaged file', async () => {
    const whole = await scene().png().toBuffer();
    expect(await codeOf(cutOut(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    await expect(cutOut(scene(), AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
