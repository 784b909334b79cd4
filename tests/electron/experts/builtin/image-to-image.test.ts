import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { imageToImage } from '../../../../electron/experts/builtin/image-to-image.ts';
import { codeOf, drawSvg, type Pixels, pictureDesk, pixelsOf } from './picture-tasks.ts';

const desk = pictureDesk();
const RED = [200, 40, 20];
const GREEN = [30, 160, 60];
const BLUE = [20, 60, 180];
const GREY = [120, 120, 120];
const fill = (at: string, [r, g, b]: readonly number[]) =>
  `<rect ${at} fill="rgb(${r},${g},${b})"/>`;
/** 60 x 40, its quarters red, green (right), blue (below) and grey. */
const QUARTERS = [
  fill('width="30" height="20"', RED),
  fill('x="30" width="30" height="20"', GREEN),
  fill('y="20" width="30" height="20"', BLUE),
  fill('x="30" y="20" width="30" height="20"', GREY),
].join('');
const quarters = () => drawSvg(60, 40, QUARTERS);

async function edit(text: string, picture: Sharp | Uint8Array = quarters()): Promise<Pixels> {
  const { image } = await desk.perform(imageToImage, picture, text);
  expect(image?.name).toBe('edited.png');
  return pixelsOf(image?.bytes ?? new Uint8Array(0));
}
const sizeOf = ({ width, height }: Pixels) => [width, height];
const corners = (pixels: Pixels) => {
  const [right, bottom] = [pixels.width - 3, pixels.height - 3];
  return [pixels.at(2, 2), pixels.at(right, 2), pixels.at(2, bottom), pixels.at(right, bottom)];
};
const sum = (pixel: readonly number[]) => pixel.reduce((total, value) => total + value, 0);

describe('edits of tone and colour', () => {
  it('turns to shades of grey, red darker than green as the eye sees them', async () => {
    const pixels = await edit('make it greyscale');
    const [red = [], green = []] = corners(pixels);
    expect(new Set(red).size).toBe(1);
    expect(red[0]).toBeLessThan(green[0] ?? 0);
  });

  it('inverts each channel', async () => {
    const [red] = corners(await edit('invert'));
    expect(red).toEqual(RED.map((value) => 255 - value));
  });

  it('tones grey brown in sepia', async () => {
    const [r = 0, g = 0, b = 0] = corners(await edit('sepia'))[3] ?? [];
    expect(r).toBeGreaterThan(g);
    expect(g).toBeGreaterThan(b);
  });

  it('tints grey with a colour', async () => {
    const [r = 0, g = 0, b = 0] = corners(await edit('tint it red'))[3] ?? [];
    expect(r).toBeGreaterThan(g + 50);
    expect(r).toBeGreaterThan(b + 50);
  });

  it('brightens and darkens by a percentage', async () => {
    expect(corners(await edit('brighten by 50%'))[3]).toEqual([180, 180, 180]);
    expect(corners(await edit('50% darker'))[3]).toEqual([60, 60, 60]);
  });

  it('moves tones away from the middle for contrast, and back', async () => {
    expect(corners(await edit('more contrast by 100%'))[3]).toEqual([112, 112, 112]);
    expect(corners(await edit('reduce the contrast by 50%'))[3]).toEqual([124, 124, 124]);
  });

  it('takes the colour away with the saturation', async () => {
    const spread = ([pixel = []]: readonly (readonly number[])[]) =>
      Math.max(...pixel) - Math.min(...pixel);
    const [less, more] = [await edit('less saturation'), await edit('more saturation')];
    expect(spread(corners(less))).toBeLessThan(Math.max(...RED) - Math.min(...RED));
    expect(sum(corners(more)[1] ?? [])).not.toBe(sum(GREEN));
    expect(spread(corners(await edit('desaturate')))).toBeLessThanOrEqual(1);
  });

  it('blurs a border, more when asked for more', async () => {
    const plain = await edit('blur by 2 px');
    expect(plain.at(29, 5)[0]).toBeLessThan(RED[0] ?? 0);
    expect(plain.at(29, 5)[0]).toBeGreaterThan(GREEN[0] ?? 0);
    const large = await quarters().resize({ width: 600, kernel: 'nearest' }).png().toBuffer();
    const [soft, strong] = [await edit('blur it a bit', large), await edit('blur it a lot', large)];
    expect(strong.at(295, 50)[0]).toBeLessThan(soft.at(295, 50)[0] ?? 0);
  });

  it('sharpens a border', async () => {
    const tones =
      fill('width="60" height="40"', [60, 60, 60]) +
      fill('x="30" width="30" height="40"', [180, 180, 180]);
    const soft = await edit('blur by 2 px', drawSvg(60, 40, tones));
    const again = await edit('blur by 2 px and sharpen it', drawSvg(60, 40, tones));
    const step = (pixels: Pixels) => (pixels.at(32, 5)[0] ?? 0) - (pixels.at(27, 5)[0] ?? 0);
    expect(step(again)).toBeGreaterThan(step(soft));
  });
});

describe('edits of shape', () => {
  it.each([
    ['rotate 90 degrees', [40, 60], [BLUE, RED, GREY, GREEN]],
    ['rotate it to the left', [40, 60], [GREEN, GREY, RED, BLUE]],
    ['turn it upside down', [60, 40], [GREY, BLUE, GREEN, RED]],
    ['flip horizontally', [60, 40], [GREEN, RED, GREY, BLUE]],
    ['flip vertically', [60, 40], [BLUE, GREY, RED, GREEN]],
    ['crop the left half', [30, 40], [RED, RED, BLUE, BLUE]],
    ['crop the bottom half', [60, 20], [BLUE, GREY, BLUE, GREY]],
    ['crop the top right quarter', [30, 20], [GREEN, GREEN, GREEN, GREEN]],
    ['crop to a square', [40, 40], [RED, GREEN, BLUE, GREY]],
    ['crop to 20x10', [20, 10], [RED, GREEN, BLUE, GREY]],
    ['crop to 1:2', [20, 40], [RED, GREEN, BLUE, GREY]],
    ['crop the centre', [30, 20], [RED, GREEN, BLUE, GREY]],
    ['resize to 120x60', [120, 60], [RED, GREEN, BLUE, GREY]],
    ['make it 30 px wide', [30, 20], [RED, GREEN, BLUE, GREY]],
    ['make it 80 pixels high', [120, 80], [RED, GREEN, BLUE, GREY]],
    ['half the size', [30, 20], [RED, GREEN, BLUE, GREY]],
    ['make it twice as big', [120, 80], [RED, GREEN, BLUE, GREY]],
    ['thumbnail of 30 px', [30, 20], [RED, GREEN, BLUE, GREY]],
    ['把图片向左旋转90度', [40, 60], [GREEN, GREY, RED, BLUE]],
  ])('does "%s"', async (text, size, colours) => {
    const pixels = await edit(text);
    expect(sizeOf(pixels)).toEqual(size);
    expect(corners(pixels)).toEqual(colours);
  });

  it('makes no thumbnail larger than its picture', async () => {
    expect(sizeOf(await edit('thumbnail'))).toEqual([60, 40]);
  });

  it('fills the corners of a turned picture with transparency', async () => {
    const pixels = await edit('rotate 45 degrees');
    expect(pixels.channels).toBe(4);
    expect(pixels.at(0, 0)[3]).toBe(0);
  });

  it('takes half of a picture of one pixel', async () => {
    const pixel = drawSvg(1, 1, fill('width="1" height="1"', RED));
    expect(sizeOf(await edit('crop the right half', pixel))).toEqual([1, 1]);
  });
});

describe('several edits', () => {
  it('makes them in the order of the text', async () => {
    expect(corners(await edit('crop the left half and rotate it 90 degrees'))).toEqual([
      BLUE,
      RED,
      BLUE,
      RED,
    ]);
    expect(corners(await edit('rotate it 90 degrees and crop the left half'))).toEqual([
      BLUE,
      BLUE,
      GREY,
      GREY,
    ]);
  });

  it('says which it made', async () => {
    const { notes } = await desk.perform(imageToImage, quarters(), 'greyscale, rotate, flip');
    expect(notes).toHaveLength(3);
  });

  it('makes the same bytes at every time', async () => {
    const text = 'blur it, tint it teal and resize to 50%';
    const first = await desk.perform(imageToImage, quarters(), text);
    expect(await desk.perform(imageToImage, quarters(), text)).toEqual(first);
  });
});

describe('pictures of other kinds', () => {
  it('keeps transparency through edits of colour', async () => {
    const pixels = await edit(
      'invert',
      drawSvg(20, 20, fill('x="10" width="10" height="20"', RED)),
    );
    expect(pixels.at(2, 2)[3]).toBe(0);
    expect(pixels.at(15, 2)).toEqual([...RED.map((value) => 255 - value), 255]);
  });

  it('starts from the picture as EXIF turns it', async () => {
    const turned = await quarters()
      .jpeg({ quality: 100 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const pixels = await edit('flip vertically', turned);
    expect(sizeOf(pixels)).toEqual([40, 60]);
  });

  it('writes no time into the PNG', async () => {
    const { image } = await desk.perform(imageToImage, quarters(), 'invert');
    const png = Buffer.from(image?.bytes ?? []);
    expect(['tIME', 'eXIf', 'tEXt'].filter((chunk) => png.includes(chunk))).toEqual([]);
  });

  it.each([
    ['CMYK', (picture: Sharp) => picture.toColourspace('cmyk').jpeg()],
    ['16 bits', (picture: Sharp) => picture.toColourspace('rgb16').png()],
    ['shades of grey', (picture: Sharp) => picture.toColourspace('b-w').png()],
  ])('takes a picture of %s', async (_, convert) => {
    const bytes = await convert(quarters().flatten()).toBuffer();
    expect(sizeOf(await edit('rotate', bytes))).toEqual([40, 60]);
  });
});

describe('what is refused', () => {
  it.each([
    'add a hat to the dog',
    'blur the background',
    'make it greyscale and remove the car',
    'please',
    'crop to 400x300',
    'crop to 0x5',
    'resize to 99999x99999',
    'resize to 0%',
    'resize to 0x0',
    'thumbnail of 0 px',
    `${'rotate '.repeat(30)}`,
  ])('refuses "%s"', async (text) => {
    expect(await codeOf(desk.perform(imageToImage, quarters(), text))).toBe('INPUT_INVALID');
  });

  it('refuses a task without a text', async () => {
    expect(await codeOf(desk.perform(imageToImage, quarters()))).toBe('INPUT_INVALID');
  });

  it('refuses a file that is no picture', async () => {
    const source = await readFile(new URL(import.meta.url));
    expect(await codeOf(desk.perform(imageToImage, source, 'rotate'))).toBe('FILE_UNREADABLE');
  });

  it('refuses a picture of more pixels than it decodes', async () => {
    const create = { width: 9000, height: 9000, channels: 3, background: 'white' } as const;
    const large = await sharp({ create }).png().toBuffer();
    expect(await codeOf(desk.perform(imageToImage, large, 'rotate'))).toBe('FILE_UNREADABLE');
  });
});
