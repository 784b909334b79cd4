import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PNG_NOTE } from '../../../electron/media/png-note.ts';
import {
  type Chunk,
  fileOf,
  foundIn,
  PNG_SIGNATURE,
  placed,
  pngChunk,
  pngOf,
  readPng,
} from './made-pictures.ts';

const chunks = fc.array(
  fc.record({
    type: fc.constantFrom('IDAT', 'PLTE', 'tEXt', 'zTXt', 'iTXt', 'gAMA', 'eXIf', 'acTL'),
    data: fc.uint8Array({ maxLength: 60 }),
  }),
  { maxLength: 12 },
);
const note = fc.string({ unit: 'binary', maxLength: 200 }).map((text) => JSON.stringify({ text }));
const text = (content: string | Buffer): Chunk => ({ type: 'iTXt', data: Buffer.from(content) });
const HEAD = pngOf([]).subarray(0, 33);

describe('a note in a PNG', () => {
  it('is found again, and stands between chunks that stay as they were', () =>
    fc.assert(
      fc.asyncProperty(chunks, note, async (others, json) => {
        const bytes = pngOf(others);
        const noted = await placed(PNG_NOTE, bytes, json);
        expect(await foundIn(PNG_NOTE, noted ?? bytes)).toBe(json);
        const [header, added, ...rest] = readPng(noted ?? bytes);
        expect([header, ...rest]).toEqual(readPng(bytes));
        expect(added?.type).toBe('iTXt');
      }),
    ));

  it('is nowhere in chunks of others', () =>
    fc.assert(
      fc.asyncProperty(chunks, async (others) => {
        expect(await foundIn(PNG_NOTE, pngOf(others))).toBeUndefined();
      }),
    ));

  it('is looked for to an end in whatever bytes there are', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, hasHead) => {
        const bytes = Buffer.concat([hasHead ? HEAD : PNG_SIGNATURE, noise]);
        expect(typeof (await foundIn(PNG_NOTE, bytes))).toMatch(/string|undefined/);
      }),
    ));

  it('is found where another program moved it behind the pixels and named a language', async () => {
    const bytes = pngOf([
      { type: 'IDAT', data: Buffer.alloc(20) },
      text('ensemble\0\0\0en\0Ensemble\0{"a":"é"}'),
    ]);
    expect(await foundIn(PNG_NOTE, bytes)).toBe('{"a":"é"}');
  });

  it.each([
    ['under another keyword', text('Ensemble\0\0\0\0\0{}')],
    ['compressed', text('ensemble\0\u0001\0\0\0{}')],
    ['that ends too early', text('ensemble\0\0\0en')],
    ['empty', text('')],
    [
      'packed as zTXt',
      {
        type: 'zTXt',
        data: Buffer.concat([Buffer.from('ensemble\0\0'), deflateSync(Buffer.alloc(1e6))]),
      },
    ],
    ['in Latin letters', { type: 'tEXt', data: Buffer.from('ensemble\0{}') }],
  ])('is none %s', async (_name, chunk) => {
    expect(await foundIn(PNG_NOTE, pngOf([chunk]))).toBeUndefined();
  });

  it('is none with a wrong checksum, and one behind it is', async () => {
    const wrong = pngChunk(text('ensemble\0\0\0\0\0{"a":1}'));
    wrong.writeUInt8(wrong.readUInt8(wrong.length - 1) ^ 1, wrong.length - 1);
    const right = pngChunk(text('ensemble\0\0\0\0\0{"a":2}'));
    expect(await foundIn(PNG_NOTE, Buffer.concat([HEAD, wrong]))).toBeUndefined();
    expect(await foundIn(PNG_NOTE, Buffer.concat([HEAD, wrong, right]))).toBe('{"a":2}');
  });

  it('is not read from a chunk of 100 MB, nor from one that claims to be', async () => {
    const big = text(Buffer.concat([Buffer.from('ensemble\0\0\0\0\0'), Buffer.alloc(100e6, 'x')]));
    const real = fileOf(pngOf([big]));
    expect(await PNG_NOTE.find(real.file)).toBeUndefined();
    expect(real.mostRead()).toBeLessThan(100);
    const length = Buffer.from('ffffffff', 'hex');
    const claimed = fileOf(Buffer.concat([HEAD, length, Buffer.from('iTXtensemble\0\0\0\0\0{}')]));
    expect(await PNG_NOTE.find(claimed.file)).toBeUndefined();
    expect(claimed.mostRead()).toBeLessThan(100);
  });

  it('is not looked for without end', async () => {
    const empty = pngChunk({ type: 'tEXt', data: Buffer.alloc(0) });
    const bytes = Buffer.concat([HEAD, ...Array.from({ length: 100_000 }, () => empty)]);
    let reads = 0;
    const { file } = fileOf(bytes);
    const counted = {
      ...file,
      read: (offset: number, length: number) => {
        reads += 1;
        return file.read(offset, length);
      },
    };
    expect(await PNG_NOTE.find(counted)).toBeUndefined();
    expect(reads).toBeLessThan(5000);
  });

  it.each([
    ['no picture', Buffer.from('hello there, this is no picture at all, only some words')],
    ['a PNG that breaks off', HEAD.subarray(0, 20)],
    ['a PNG that begins with another chunk', Buffer.concat([PNG_SIGNATURE, Buffer.alloc(40)])],
  ])('is not put into %s', async (_name, bytes) => {
    expect(await placed(PNG_NOTE, bytes, '{}')).toBeUndefined();
  });
});
