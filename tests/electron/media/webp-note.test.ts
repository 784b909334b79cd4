import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEBP_NOTE } from '../../../electron/media/webp-note.ts';
import { fileOf, foundIn, placed, readRiff, riffOf } from './made-pictures.ts';

const extended = (flags: number) => ({
  type: 'VP8X',
  data: Buffer.concat([Buffer.from([flags]), Buffer.alloc(9)]),
});
const xmp = (text: string) => ({ type: 'XMP ', data: Buffer.from(text) });
const others = fc.array(
  fc.record({
    type: fc.constantFrom('ICCP', 'ANMF', 'ALPH', 'VP8L', 'EXIF', 'abcd'),
    data: fc.uint8Array({ maxLength: 40 }),
  }),
  { maxLength: 8 },
);
const note = fc
  .string({ unit: 'binary', maxLength: 200 })
  .map((text) => JSON.stringify({ text: `${text}&<>\ufffe\uffff` }));

describe('a note in a WebP', () => {
  it('is found again as what it says, at the end of chunks that stay as they were', () =>
    fc.assert(
      fc.asyncProperty(
        others,
        note,
        fc.uint8Array({ maxLength: 5 }),
        async (chunks, json, rest) => {
          const bytes = Buffer.concat([riffOf([extended(0x10), ...chunks]), rest]);
          const noted = (await placed(WEBP_NOTE, bytes, json)) ?? bytes;
          expect(JSON.parse((await foundIn(WEBP_NOTE, noted)) ?? '')).toEqual(JSON.parse(json));
          const [header, ...more] = readRiff(noted);
          expect(header).toEqual(extended(0x14));
          expect(more.slice(0, -1)).toEqual(readRiff(bytes).slice(1));
          expect(more.at(-1)?.type).toBe('XMP ');
          expect(noted.subarray(noted.length - rest.length)).toEqual(Buffer.from(rest));
        },
      ),
    ));

  it('is looked for to an end in whatever bytes there are', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
        head.writeUInt32LE(noise.length + 4, 4);
        const bytes = Buffer.concat([head, noise]);
        expect(typeof (await foundIn(WEBP_NOTE, bytes))).toMatch(/string|undefined/);
      }),
    ));

  it.each([
    ['in the XMP of others', riffOf([extended(4), xmp('<x:xmpmeta/>')])],
    [
      'in a picture that breaks off',
      riffOf([extended(4), xmp('<ensemble:note>{}')]).subarray(0, 40),
    ],
    ['in no picture', Buffer.from('hello there')],
  ])('is none %s', async (_name, bytes) => {
    expect(await foundIn(WEBP_NOTE, bytes)).toBeUndefined();
  });

  it('is not read where it is larger than any of ours', async () => {
    const text = `<ensemble:note>${'x'.repeat(1e6)}</ensemble:note>`;
    const { file, mostRead } = fileOf(riffOf([extended(4), xmp(text)]));
    expect(await WEBP_NOTE.find(file)).toBeUndefined();
    expect(mostRead()).toBeLessThan(100);
  });

  it.each([
    ['no picture', Buffer.from('hello there, this is no picture')],
    ['one that breaks off', riffOf([extended(0)]).subarray(0, 20)],
    ['one that is longer than the file', riffOf([extended(0), xmp('a')]).subarray(0, 34)],
    ['one with XMP of others', riffOf([extended(4), xmp('<x:xmpmeta/>')])],
    ['one of a form that is not known', riffOf([{ type: 'abcd', data: Buffer.alloc(40) }])],
    ['one whose pixels begin wrongly', riffOf([{ type: 'VP8 ', data: Buffer.alloc(40) }])],
  ])('is not put into %s', async (_name, bytes) => {
    expect(await placed(WEBP_NOTE, bytes, '{}')).toBeUndefined();
  });
});
