import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { streamParts } from '../../../electron/media/parts.ts';
import { noteIn, withNote } from '../../../electron/media/picture-notes.ts';
import type { Provenance } from '../../../shared/gallery.ts';
import { type ProvenanceNote, toNote } from '../../../shared/provenance-note.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { pngOf } from './made-pictures.ts';

const SCENE = readFileSync(new URL('../../../assets/samples/scene.png', import.meta.url));
const NOTE: ProvenanceNote = {
  ...{ program: 'Ensemble', version: '1.0.0', run: 'r', conversation: 'c' },
  request: 'Draw a <boat> & a “sail” 画一只船\u0000\ufffe',
  ...{ at: 1_790_000_000_000, task: 0, type: 'text-to-image', seed: 7 },
  model: { id: 'stabilityai/sd-turbo', name: 'sd-turbo', host: 'onnx', revision: 'abc' },
};

function stored(bytes: Uint8Array, mime: string) {
  const path = join(temporaryFolder(), 'picture');
  writeFileSync(path, bytes);
  return { path, artefact: { mime, size: bytes.byteLength } };
}

async function noted(bytes: Buffer, mime: string, note = NOTE): Promise<Buffer | undefined> {
  const picture = stored(bytes, mime);
  const put = await withNote(picture, note);
  return put && buffer(streamParts(await open(picture.path), put.parts));
}

const pixels = (bytes: Uint8Array) => sharp(bytes, { animated: true }).raw().toBuffer();
async function factsOf(bytes: Uint8Array) {
  const { width, height, hasAlpha, pages, delay, exif, orientation } =
    await sharp(bytes).metadata();
  return { width, height, hasAlpha, pages, delay, exif, orientation };
}
const FRAMES = { raw: { width: 4, height: 4, channels: 4, pageHeight: 2 } } as const;

describe('a picture that leaves and comes back', () => {
  it.each<[string, string, () => Sharp]>([
    ['a PNG', 'image/png', () => sharp(SCENE).png()],
    ['a JPEG', 'image/jpeg', () => sharp(SCENE).jpeg()],
    [
      'a progressive JPEG with EXIF',
      'image/jpeg',
      () =>
        sharp(SCENE)
          .withExif({ IFD0: { Artist: 'A' } })
          .jpeg({ progressive: true }),
    ],
    ['a WebP with loss', 'image/webp', () => sharp(SCENE).removeAlpha().webp()],
    [
      'a WebP without loss',
      'image/webp',
      () => sharp(SCENE).removeAlpha().webp({ lossless: true }),
    ],
    [
      'a WebP without loss, in part transparent',
      'image/webp',
      () => sharp(SCENE).ensureAlpha(0.5).webp({ lossless: true }),
    ],
    [
      'a WebP with loss, in part transparent',
      'image/webp',
      () => sharp(SCENE).ensureAlpha(0.5).webp(),
    ],
    [
      'a WebP of several frames',
      'image/webp',
      () =>
        sharp(
          Buffer.from(Array.from({ length: 64 }, (_, index) => (index * 37) % 256)),
          FRAMES,
        ).webp({ loop: 0, lossless: true }),
    ],
  ])('has its pixels and its note: %s', async (_name, mime, make) => {
    const bytes = await make().toBuffer();
    const out = await noted(bytes, mime);
    expect(out?.length).toBeGreaterThan(bytes.length);
    expect(await pixels(out ?? bytes)).toEqual(await pixels(bytes));
    expect(await factsOf(out ?? bytes)).toEqual(await factsOf(bytes));
    expect(await noteIn(stored(out ?? bytes, mime))).toEqual(NOTE);
    expect(await noteIn(stored(bytes, mime))).toBeUndefined();
  });

  it('stays as it is in a format that holds no note', async () => {
    const gif = await sharp(SCENE).gif().toBuffer();
    expect(await noted(gif, 'image/gif')).toBeUndefined();
    expect(await noteIn(stored(gif, 'image/gif'))).toBeUndefined();
  });

  it.each([
    ['no JSON', 'hello'],
    ['JSON of another', '{"program":"Other"}'],
    ['a moment that no calendar has', JSON.stringify({ ...NOTE, at: 1e300 })],
    ['a request without end', JSON.stringify({ ...NOTE, request: 'x'.repeat(60_000) })],
    ['no run', JSON.stringify({ ...NOTE, run: '' })],
    ['a task that no program has', JSON.stringify({ ...NOTE, type: '__proto__' })],
  ])('tells nothing where its note is %s', async (_name, json) => {
    const data = Buffer.from(`ensemble\0\0\0\0\0${json}`);
    expect(await noteIn(stored(pngOf([{ type: 'iTXt', data }]), 'image/png'))).toBeUndefined();
  });

  it('gives only what a note has, whatever stands beside it', async () => {
    const data = Buffer.from(`ensemble\0\0\0\0\0${JSON.stringify({ ...NOTE, home: '/x' })}`);
    expect(await noteIn(stored(pngOf([{ type: 'iTXt', data }]), 'image/png'))).toEqual(NOTE);
  });
});

describe('a note', () => {
  const provenance: Provenance = {
    ...{ run: 'r', conversation: 'c', request: 'do it', name: 'a.png', at: 1 },
    ...{ origin: 'made', device: 'cuda', durationMs: 5 },
  };
  const model = { id: 'a/b', name: 'b', host: 'onnx', revision: '1' } as const;

  it('has nothing of the machine in it', () => {
    expect(toNote({ ...provenance, model }, '1')).toEqual({
      ...{
        program: 'Ensemble',
        version: '1',
        run: 'r',
        conversation: 'c',
        request: 'do it',
        at: 1,
      },
      model,
    });
  });

  it.each([
    ['/home/anna/models/painter', 'painter'],
    ['C:\\Users\\anna\\models\\painter\\', 'painter'],
    ['org/painter', 'org/painter'],
  ])('names the model %s as %s', (id, name) => {
    expect(toNote({ ...provenance, model: { ...model, id } }, '1')?.model?.id).toBe(name);
  });

  it('fits into every format, however long and strange the request was', async () => {
    const jpeg = await sharp(SCENE).jpeg().toBuffer();
    for (const letter of ['\u0000', '船', '"', '😀', '&', '\uffff']) {
      const note = toNote({ ...provenance, request: letter.repeat(100_000) }, '1') ?? NOTE;
      expect(note.request.endsWith('…')).toBe(true);
      const out = await noted(jpeg, 'image/jpeg', note);
      expect(await noteIn(stored(out ?? jpeg, 'image/jpeg'))).toEqual(note);
    }
  });
});
