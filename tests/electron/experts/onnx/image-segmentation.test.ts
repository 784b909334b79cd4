import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageSegmentation } from '../../../../electron/experts/onnx/image-segmentation.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { codeOf, drawSvg, pictureDesk } from '../builtin/picture-tasks.ts';
import { channelOf, drawnMask, levelsOf, overlapOf } from './masks-of.ts';

const desk = pictureDesk();
const [WIDTH, HEIGHT] = [240, 200];
const CIRCLE = '<circle cx="65" cy="70" r="38"/>';
const SQUARE = '<rect x="140" y="30" width="70" height="70"/>';
const TRIANGLE = '<path d="M120 110L165 185H75Z"/>';
const SCENE = `<rect width="100%" height="100%" fill="#dfe8ee"/><g fill="#c0392b">${CIRCLE}</g><g fill="#2e6fbd">${SQUARE}</g><g fill="#2d8a4a">${TRIANGLE}</g>`;

const segment = async (picture: Parameters<typeof desk.store>[0], signal?: AbortSignal) =>
  performOnnx(imageSegmentation, {
    model: 'image-segmentation',
    inputs: { image: await desk.store(picture) },
    ...(signal === undefined ? {} : { signal }),
  });
const maskOf = async (label: string, masks: Awaited<ReturnType<typeof segment>>['masks']) =>
  levelsOf(masks?.find((mask) => mask.label === label)?.file.bytes);

describe('image-segmentation', () => {
  it('finds each drawn shape where it is, with its label', async () => {
    const { masks, text } = await segment(drawSvg(WIDTH, HEIGHT, SCENE));
    expect(masks?.map(({ label }) => label).sort()).toEqual([
      'background',
      'circle',
      'square',
      'triangle',
    ]);
    for (const [label, shape] of Object.entries({
      circle: CIRCLE,
      square: SQUARE,
      triangle: TRIANGLE,
    })) {
      const mask = await maskOf(label, masks);
      expect([mask.width, mask.height]).toEqual([WIDTH, HEIGHT]);
      expect(new Set(mask.data)).toEqual(new Set([0, 255]));
      const drawn = await drawnMask(WIDTH, HEIGHT, shape);
      expect(overlapOf(channelOf(mask, 0), channelOf(drawn, 0)), label).toBeGreaterThan(0.9);
    }
    expect(text).toMatch(/^background 7\d\u00a0%, /);
  });

  it('lays the regions over the picture, which shines through', async () => {
    const { image, masks } = await segment(drawSvg(WIDTH, HEIGHT, SCENE));
    const overlay = await levelsOf(image?.bytes);
    expect([overlay.width, overlay.height, overlay.channels]).toEqual([WIDTH, HEIGHT, 3]);
    const at = (x: number, y: number) => [
      ...overlay.data.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3),
    ];
    const colours = [at(65, 70), at(175, 65), at(120, 160), at(8, 8)];
    expect(new Set(colours.map(String)).size).toBe(4);
    expect(masks?.every(({ file }) => /^mask-\d-\w+\.png$/.test(file.name))).toBe(true);
  });

  it('tells what is there in a picture of one shape and of none', async () => {
    const one = drawSvg(
      160,
      160,
      `<rect width="100%" height="100%" fill="#444"/><circle cx="90" cy="70" r="36" fill="#f0c030"/>`,
    );
    expect((await segment(one)).masks?.map(({ label }) => label)).toEqual(['background', 'circle']);
    const none = drawSvg(160, 160, '<rect width="100%" height="100%" fill="#6a8"/>');
    expect((await segment(none)).text).toBe('background 100\u00a0%');
  });

  it('gives masks of a large picture its own size', async () => {
    const large = drawSvg(1200, 1000, `<g transform="scale(5)">${SCENE}</g>`);
    const { masks } = await segment(large);
    const mask = await maskOf('circle', masks);
    const drawn = await drawnMask(1200, 1000, `<g transform="scale(5)">${CIRCLE}</g>`);
    expect([mask.width, mask.height]).toEqual([1200, 1000]);
    expect(overlapOf(channelOf(mask, 0), channelOf(drawn, 0))).toBeGreaterThan(0.9);
  });

  it('takes a picture as it is displayed, turned as its EXIF says', async () => {
    const lying = await sharp(await drawSvg(WIDTH, HEIGHT, SCENE).png().toBuffer())
      .rotate(-90)
      .png()
      .toBuffer();
    const turned = await sharp(lying)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    const mask = await maskOf('square', (await segment(turned)).masks);
    const drawn = await drawnMask(WIDTH, HEIGHT, SQUARE);
    expect([mask.width, mask.height]).toEqual([WIDTH, HEIGHT]);
    expect(overlapOf(channelOf(mask, 0), channelOf(drawn, 0))).toBeGreaterThan(0.9);
  });

  it('names regions of a model without classes by number', async () => {
    const figure =
      '<rect width="200" height="200" fill="#3c7a68"/><ellipse cx="105" cy="150" rx="66" ry="72" fill="#a03050"/><ellipse cx="105" cy="62" rx="30" ry="36" fill="#e8c090"/>';
    const { masks } = await performOnnx(imageSegmentation, {
      model: 'background-removal',
      inputs: { image: await desk.store(drawSvg(200, 200, figure)) },
    });
    expect(masks?.map(({ label }) => label)).toEqual(['region 1']);
  });

  it('refuses a damaged file', async () => {
    const whole = await drawSvg(WIDTH, HEIGHT, SCENE).png().toBuffer();
    expect(await codeOf(segment(whole.subarray(0, whole.length / 2)))).toBe('FILE_UNREADABLE');
    expect(
      await codeOf(performOnnx(imageSegmentation, { model: 'image-segmentation', inputs: {} })),
    ).toBe('INPUT_INVALID');
  });

  it('stops where it is cancelled', async () => {
    const reason = new Error('cancelled');
    const picture = drawSvg(WIDTH, HEIGHT, SCENE);
    await expect(segment(picture, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
