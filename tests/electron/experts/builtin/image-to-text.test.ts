import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { imageToText } from '../../../../electron/experts/builtin/image-to-text.ts';
import { stopRecogniser } from '../../../../electron/experts/builtin/ocr.ts';
import type { ExpertOutput } from '../../../../electron/experts/expert.ts';
import { drawSheet, INVOICE, layText, PROSE, pageOf, wordAccuracy } from './drawn-documents.ts';
import { codeOf, context, drawSvg, pictureDesk, seededRandom } from './picture-tasks.ts';

const desk = pictureDesk();
afterAll(stopRecogniser);

const PROSE_TEXT = PROSE.join('\n');
const read = (picture: Sharp | Uint8Array) => desk.perform(imageToText, picture);
const accuracy = ({ text = '' }: ExpertOutput, expected = PROSE_TEXT) =>
  wordAccuracy(expected, text);
const wordOf = ({ words = [] }: ExpertOutput, text: string) =>
  words.find((word) => word.text === text);

describe('reading clean print', () => {
  it.each(
    ['DejaVu Sans', 'DejaVu Serif', 'DejaVu Sans Mono'].flatMap((font) =>
      [12, 14, 20, 36, 60].map((size) => ({ font, size })),
    ),
  )('reads over 95 % of the words of $font in $size px', async ({ font, size }) => {
    expect(accuracy(await read(drawSheet(pageOf(PROSE, { font, size }))))).toBeGreaterThan(0.95);
  });

  it('keeps the lines', async () => {
    const { text } = await read(drawSheet(pageOf(PROSE, { size: 24 })));
    expect(text?.split('\n').filter((line) => line !== '')).toEqual(
      PROSE.filter((line) => line !== ''),
    );
  });

  it('parts paragraphs by an empty line', async () => {
    const { text = '' } = await read(drawSheet(INVOICE));
    expect(text).toContain('Due date: 13 April 2024\n\n');
  });

  it('reads an invoice with a table row by row', async () => {
    const output = await read(drawSheet(INVOICE));
    const expected = INVOICE.lines.map(({ text }) => text).join(' ');
    expect(accuracy(output, expected)).toBeGreaterThan(0.95);
    expect(output.text).toContain('Life jacket 4 41.25 165.00');
  });

  it.each([8, 16])('reads two columns of %d lines one after the other', async (count) => {
    const left = count === 8 ? PROSE : [...PROSE, '', ...PROSE.slice(1)];
    const right = left.toReversed();
    const sheet = {
      width: 1140,
      height: left.length * 30 + 60,
      lines: [...layText(left, { x: 30 }), ...layText(right, { x: 590 })],
    };
    const output = await read(drawSheet(sheet));
    expect(accuracy(output, [...left, ...right].join('\n'))).toBeGreaterThan(0.95);
  });
});

describe('reading pictures that need preparing', () => {
  const page = pageOf(PROSE, { size: 20 });

  it('reads white on black, and says that it inverted the picture', async () => {
    const output = await read(drawSheet({ ...page, background: 'black', ink: 'white' }));
    expect(accuracy(output)).toBeGreaterThan(0.95);
    expect(output.notes).toHaveLength(1);
  });

  it('reads black on a transparent ground', async () => {
    const output = await read(drawSheet({ ...page, background: 'none' }));
    expect(accuracy(output)).toBeGreaterThan(0.95);
  });

  it('reads white on a transparent ground', async () => {
    const output = await read(drawSheet({ ...page, background: 'none', ink: 'white' }));
    expect(accuracy(output)).toBeGreaterThan(0.95);
  });

  it('reads what EXIF turns upright, with boxes in the picture as displayed', async () => {
    const upright = await read(drawSheet(page));
    const stored = await drawSheet(page).rotate(270).toBuffer();
    const turned = await sharp(stored)
      .jpeg({ quality: 95 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const output = await read(turned);
    expect(accuracy(output)).toBeGreaterThan(0.95);
    const [expected, found] = [wordOf(upright, 'harbour'), wordOf(output, 'harbour')];
    expect(Math.abs((found?.box.x ?? 0) - (expected?.box.x ?? -99))).toBeLessThan(3);
    expect(Math.abs((found?.box.y ?? 0) - (expected?.box.y ?? -99))).toBeLessThan(3);
  });

  it('reads a JPEG of quality 60', async () => {
    const jpeg = await drawSheet(pageOf(PROSE, { size: 16 }))
      .jpeg({ quality: 60 })
      .toBuffer();
    expect(accuracy(await read(jpeg))).toBeGreaterThan(0.95);
  });

  it('reads a CMYK JPEG', async () => {
    const jpeg = await drawSheet(page).flatten().toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(jpeg).metadata()).space).toBe('cmyk');
    expect(accuracy(await read(jpeg))).toBeGreaterThan(0.95);
  });

  it('reads a PNG of 16 bits', async () => {
    const png = await drawSheet(page).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(png).metadata()).depth).toBe('ushort');
    expect(accuracy(await read(png))).toBeGreaterThan(0.95);
  });

  it('reads a picture of shades of grey', async () => {
    const png = await drawSheet(page).flatten().toColourspace('b-w').png().toBuffer();
    expect((await sharp(png).metadata()).channels).toBe(1);
    expect(accuracy(await read(png))).toBeGreaterThan(0.95);
  });

  it('reads through light noise', async () => {
    const random = seededRandom(7);
    const noisy = await changeTones(drawSheet(page), (tone) => tone + (random() - 0.5) * 100);
    expect(accuracy(await read(noisy))).toBeGreaterThan(0.95);
  });

  it('reads through black and white specks', async () => {
    const random = seededRandom(7);
    const specked = await changeTones(drawSheet(page), (tone) =>
      random() < 0.02 ? random() * 255 : tone,
    );
    expect(accuracy(await read(specked))).toBeGreaterThan(0.95);
  });

  it('reads a picture of 24 megapixels, with boxes in its own pixels', async () => {
    const drawing = drawSheet(pageOf(PROSE, { size: 30 }));
    const small = await read(drawing.clone());
    const large = await drawing.clone().resize({ width: 7500 }).png().toBuffer();
    const output = await read(large);
    expect(accuracy(output)).toBeGreaterThan(0.95);
    const { width = 0, height = 0 } = await sharp(large).metadata();
    expect(width * height).toBeGreaterThan(24e6);
    const scale = width / ((await drawing.metadata()).width ?? 1);
    const [before, after] = [wordOf(small, 'pounds'), wordOf(output, 'pounds')];
    expect((after?.box.y ?? 0) / ((before?.box.y ?? 0) * scale)).toBeCloseTo(1, 1);
  });
});

describe('what is told of words', () => {
  it('puts each word in a box of source pixels, though it enlarged the picture', async () => {
    const sheet = {
      width: 500,
      height: 120,
      lines: [
        { text: 'Harbour', x: 40, y: 40, size: 14 },
        { text: 'office', x: 300, y: 90, size: 14 },
      ],
    };
    const output = await read(drawSheet(sheet));
    const box = wordOf(output, 'office')?.box;
    expect(box?.x).toBeGreaterThanOrEqual(298);
    expect(box?.x).toBeLessThanOrEqual(303);
    // The f reaches 11 pixels above the baseline at this size.
    expect(box?.y).toBeGreaterThanOrEqual(76);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(93);
  });

  it('numbers the lines from 0 and scores each word', async () => {
    const { words = [] } = await read(drawSheet(pageOf(['One two', 'three four'], { size: 24 })));
    expect(words.map(({ text, line }) => [text, line])).toEqual([
      ['One', 0],
      ['two', 0],
      ['three', 1],
      ['four', 1],
    ]);
    expect(words.every(({ confidence }) => confidence > 0.8 && confidence <= 1)).toBe(true);
  });

  it('tells the same at every reading', async () => {
    const page = drawSheet(pageOf(PROSE, { size: 12 }));
    expect(await read(page.clone())).toEqual(await read(page.clone()));
  });
});

describe('pictures without text', () => {
  const nothing = { text: '', words: [], notes: [{ code: 'no-text' }] };

  it('finds none in plain shapes', async () => {
    const shapes = '<rect width="400" height="300" fill="#8ac"/><circle cx="200" cy="150" r="80"/>';
    expect(await read(drawSvg(400, 300, shapes))).toEqual(nothing);
  });

  it('finds none on a blank page', async () => {
    expect(await read(drawSvg(300, 200, '<rect width="300" height="200" fill="#fff"/>'))).toEqual(
      nothing,
    );
  });

  it('finds none in noise', async () => {
    const random = seededRandom(3);
    const ground = drawSvg(500, 400, '<rect width="500" height="400" fill="#888"/>');
    expect(await read(await changeTones(ground, () => random() * 255))).toEqual(nothing);
  });

  it('takes a picture of one pixel', async () => {
    expect(await read(drawSvg(1, 1, '<rect width="1" height="1"/>'))).toEqual(nothing);
  });
});

describe('what cannot be read', () => {
  it('refuses a cut-off file and one that is no picture', async () => {
    const jpeg = await drawSheet(pageOf(PROSE, { size: 20 }))
      .jpeg()
      .toBuffer();
    expect(await codeOf(read(jpeg.subarray(0, jpeg.length / 2)))).toBe('FILE_UNREADABLE');
    expect(await codeOf(read(Buffer.from('no picture')))).toBe('FILE_UNREADABLE');
  });

  it('refuses a task without a picture', async () => {
    expect(await codeOf(imageToText.perform({}, context()))).toBe('INPUT_INVALID');
  });
});

describe('stopping', () => {
  it('does not start when it is already stopped', async () => {
    const image = await desk.store(drawSheet(pageOf(PROSE, { size: 20 })));
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(imageToText.perform({ image }, context({ signal }))).rejects.toThrow('stopped');
  });

  it('stops in the middle of a page, and reads the next one', async () => {
    const image = await desk.store(drawSheet(INVOICE));
    const stopping = new AbortController();
    const progress = ({ fraction = 0 }: { readonly fraction?: number }) => {
      if (fraction > 0) {
        stopping.abort(new Error('stopped'));
      }
    };
    const stopped = imageToText.perform({ image }, { signal: stopping.signal, progress });
    const next = imageToText.perform({ image }, context());
    await expect(stopped).rejects.toThrow('stopped');
    expect((await next).text).toContain('Invoice number: NB-20417');
  });
});

/** The drawing in shades of grey, each tone changed. */
async function changeTones(drawing: Sharp, change: (tone: number) => number): Promise<Sharp> {
  const { data, info } = await drawing
    .flatten({ background: 'white' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const changed = data.map((tone) => Math.min(255, Math.max(0, Math.round(change(tone)))));
  const { width, height, channels } = info;
  return sharp(changed, { raw: { width, height, channels } });
}
