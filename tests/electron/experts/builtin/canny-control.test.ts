import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cannyControl } from '../../../../electron/experts/builtin/canny-control.ts';
import { codeOf, context, drawSvg, pictureDesk, pixelsOf } from './picture-tasks.ts';

const desk = pictureDesk();
const SQUARE =
  '<rect width="200" height="160" fill="#ddd"/><rect x="50" y="40" width="80" height="80" fill="#234"/>';
const edgesOf = async (picture: Parameters<typeof desk.perform>[1]) => {
  const { image } = await desk.perform(cannyControl, picture);
  return pixelsOf(image?.bytes ?? new Uint8Array(0));
};

describe('drawing edges', () => {
  it('draws a white border where a square has its own, and black elsewhere', async () => {
    const edges = await edgesOf(drawSvg(200, 160, SQUARE));
    expect([edges.width, edges.height]).toEqual([200, 160]);
    let [onBorder, elsewhere] = [0, 0];
    for (let y = 0; y < 160; y += 1) {
      for (let x = 0; x < 200; x += 1) {
        const across = Math.min(Math.abs(x - 49.5), Math.abs(x - 129.5));
        const down = Math.min(Math.abs(y - 39.5), Math.abs(y - 119.5));
        const isNear = x >= 48 && x <= 131 && y >= 38 && y <= 121 && Math.min(across, down) < 2;
        const isWhite = edges.at(x, y)[0] === 255;
        onBorder += isWhite && isNear ? 1 : 0;
        elsewhere += isWhite && !isNear ? 1 : 0;
      }
    }
    // The border is 4 times 80 pixels long.
    expect(onBorder).toBeGreaterThan(300);
    expect(onBorder).toBeLessThan(340);
    expect(elsewhere).toBe(0);
  });

  it('holds nothing but black and white', async () => {
    const edges = await edgesOf(drawSvg(200, 160, SQUARE));
    const tones = new Set<number>();
    for (let n = 0; n < 200 * 160; n += 1) {
      tones.add(edges.at(n % 200, Math.floor(n / 200))[0] ?? -1);
    }
    expect([...tones].sort()).toEqual([0, 255]);
  });

  it('finds the edges of a faint drawing', async () => {
    const faint = SQUARE.replace('#234', '#c8c8c8');
    const edges = await edgesOf(drawSvg(200, 160, faint));
    expect(edges.at(90, 39)[0] === 255 || edges.at(90, 40)[0] === 255).toBe(true);
  });

  it('draws the picture as EXIF turns it', async () => {
    const stored = await drawSvg(200, 160, SQUARE)
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const edges = await edgesOf(stored);
    expect([edges.width, edges.height]).toEqual([160, 200]);
  });

  it('draws the same bytes at every time', async () => {
    const [first, second] = [
      await desk.perform(cannyControl, drawSvg(200, 160, SQUARE)),
      await desk.perform(cannyControl, drawSvg(200, 160, SQUARE)),
    ];
    expect(first.image?.name).toBe('edges.png');
    expect(first).toEqual(second);
  });

  it('finds no edge on a blank page, and takes one pixel', async () => {
    const blank = await edgesOf(drawSvg(30, 20, '<rect width="30" height="20" fill="#fff"/>'));
    expect(blank.at(15, 10)[0]).toBe(0);
    expect((await edgesOf(drawSvg(1, 1, '<rect width="1" height="1"/>'))).width).toBe(1);
  });

  it('keeps the size of a picture that is too large to be searched as it is', async () => {
    const large = await sharp(await drawSvg(200, 160, SQUARE).png().toBuffer())
      .resize({ width: 6000, kernel: 'nearest' })
      .png()
      .toBuffer();
    const output = await desk.perform(cannyControl, large);
    const edges = await sharp(output.image?.bytes).metadata();
    expect([edges.width, edges.height]).toEqual([6000, 4800]);
    expect(output.notes).toHaveLength(1);
  });
});

describe('what cannot be drawn', () => {
  it('refuses a damaged file', async () => {
    const image = await desk.store(drawSvg(200, 160, SQUARE));
    const png = await readFile(image.path);
    await writeFile(image.path, png.subarray(0, png.length - 40));
    expect(await codeOf(cannyControl.perform({ image }, context()))).toBe('FILE_UNREADABLE');
  });

  it('stops when it is told to', async () => {
    const image = await desk.store(drawSvg(200, 160, SQUARE));
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(cannyControl.perform({ image }, context({ signal }))).rejects.toThrow('stopped');
  });
});
