import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPEG_NOTE } from '../../../electron/media/jpeg-note.ts';
import { fileOf, foundIn, placed } from './made-pictures.ts';

const START = Buffer.from('ffd8', 'hex');
const REST = Buffer.concat([
  Buffer.from('ffda0004aabb', 'hex'),
  Buffer.from('pixels'),
  Buffer.from('ffd9', 'hex'),
]);

function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}

const comment = (text: string) => segment(0xfe, Buffer.from(text));
const jpegOf = (segments: readonly Uint8Array[]) => Buffer.concat([START, ...segments, REST]);
const data = fc.uint8Array({ maxLength: 40 });
const ofApplications = fc.array(
  fc.tuple(fc.integer({ min: 0xe0, max: 0xef }), data).map(([marker, all]) => segment(marker, all)),
  { maxLength: 5 },
);
const others = fc.array(
  fc
    .tuple(
      fc.constantFrom(0xfe, 0xdb, 0xc0, 0xc4, 0xdd, 0xe1),
      data,
      fc.integer({ max: 3, min: 0 }),
    )
    .map(([marker, all, filling]) =>
      Buffer.concat([Buffer.alloc(filling, 0xff), segment(marker, all)]),
    ),
  { maxLength: 8 },
);

describe('a note in a JPEG', () => {
  it('is found again, and every other byte stays', () =>
    fc.assert(
      fc.asyncProperty(
        ofApplications,
        others,
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (first, second, text) => {
          const json = JSON.stringify({ text });
          const bytes = jpegOf([...first, ...second]);
          const noted = (await placed(JPEG_NOTE, bytes, json)) ?? bytes;
          expect(await foundIn(JPEG_NOTE, noted)).toBe(json);
          const added = comment(`ensemble:${json}`);
          const at = noted.indexOf(added);
          expect(at).toBeGreaterThanOrEqual(2 + first.reduce((sum, one) => sum + one.length, 0));
          expect(Buffer.concat([noted.subarray(0, at), noted.subarray(at + added.length)])).toEqual(
            bytes,
          );
        },
      ),
    ));

  it('is looked for to an end in whatever bytes there are', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        const bytes = Buffer.concat([START, noise]);
        expect(typeof (await foundIn(JPEG_NOTE, bytes))).toMatch(/string|undefined/);
      }),
    ));

  it('comes before a comment of the same form that was there', async () => {
    const bytes = jpegOf([comment('ensemble:{"a":1}')]);
    const noted = await placed(JPEG_NOTE, bytes, '{"a":2}');
    expect(await foundIn(JPEG_NOTE, noted ?? bytes)).toBe('{"a":2}');
  });

  it.each([
    ['behind the beginning of the pixels', Buffer.concat([jpegOf([]), comment('ensemble:{}')])],
    ['in a comment of another', jpegOf([comment('made by hand')])],
    ['in a segment whose length is impossible', Buffer.from('ffd8fffe0001656e73', 'hex')],
    ['in what only begins like a JPEG', Buffer.from('ffd8')],
  ])('is none %s', async (_name, bytes) => {
    expect(await foundIn(JPEG_NOTE, bytes)).toBeUndefined();
  });

  it('is not read where it is larger than any of ours', async () => {
    const { file, mostRead } = fileOf(jpegOf([comment(`ensemble:${'x'.repeat(64_500)}`)]));
    expect(await JPEG_NOTE.find(file)).toBeUndefined();
    expect(mostRead()).toBeLessThan(100);
  });

  it.each([
    ['no picture', Buffer.from('hello there')],
    ['a JPEG that breaks off', START],
    ['a JPEG without pixels', Buffer.concat([START, segment(0xe0, Buffer.from('JFIF'))])],
  ])('is not put into %s', async (_name, bytes) => {
    expect(await placed(JPEG_NOTE, bytes, '{}')).toBeUndefined();
  });

  it('is not put in where it is longer than a segment', async () => {
    expect(await placed(JPEG_NOTE, jpegOf([]), 'x'.repeat(70_000))).toBeUndefined();
  });
});
