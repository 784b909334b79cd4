import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../electron/store/store.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function open(home = temporaryFolder()): Store {
  return openStore(home, () => 1_700_000_000_000);
}

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: '#336699' } });
}

/** A WAV of silence: 16 bit, mono. */
function silence(seconds: number, rate = 8000): Uint8Array {
  const samples = Math.round(seconds * rate);
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  return bytes;
}

describe('the artefact store', () => {
  it('names a file by the SHA-256 of its bytes and keeps them', async () => {
    const store = open();
    const bytes = await picture(30, 20).png().toBuffer();
    const { name, artefact } = await store.artefacts.addBytes('sky.png', bytes);
    expect(artefact).toEqual({
      id: createHash('sha256').update(bytes).digest('hex'),
      kind: 'image',
      mime: 'image/png',
      size: bytes.length,
      width: 30,
      height: 20,
    });
    expect(name).toBe('sky.png');
    expect(readFileSync(store.artefacts.path(artefact.id)).equals(bytes)).toBe(true);
    expect(store.artefacts.find(artefact.id)).toEqual(artefact);
    store.close();
  });

  it('stores equal files once and leaves nothing half-written', async () => {
    const home = temporaryFolder();
    const store = open(home);
    const first = await store.artefacts.addBytes('a.txt', Buffer.from('same'));
    const second = await store.artefacts.addBytes('b.txt', Buffer.from('same'));
    expect(second.artefact).toEqual(first.artefact);
    expect(readdirSync(join(home, 'incoming'))).toEqual([]);
    store.close();
  });

  it('removes at start what an earlier process left half-written', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'incoming'));
    writeFileSync(join(home, 'incoming', 'half'), 'abc');
    open(home).close();
    expect(readdirSync(join(home, 'incoming'))).toEqual([]);
  });

  it('takes the type from the content, not from the name', async () => {
    const store = open();
    const jpeg = await picture(8, 8).jpeg().toBuffer();
    const { artefact } = await store.artefacts.addBytes('really-a.png', jpeg);
    expect(artefact).toMatchObject({ kind: 'image', mime: 'image/jpeg' });
    store.close();
  });

  it('gives the size as displayed, after EXIF rotation', async () => {
    const store = open();
    const turned = await picture(40, 10).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { artefact } = await store.artefacts.addBytes('turned.jpg', turned);
    expect(artefact).toMatchObject({ width: 10, height: 40 });
    store.close();
  });

  it.each([
    ['note.txt', 'Good morning.\n', { kind: 'text', mime: 'text/plain' }],
    ['data.csv', 'a,b\n1,2\n', { kind: 'table', mime: 'text/csv' }],
    ['data.tsv', 'a\tb\n1\t2\n', { kind: 'table', mime: 'text/tab-separated-values' }],
    ['nameless', 'a;b\n1;2\n3;4\n', { kind: 'table', mime: 'text/csv' }],
    ['nameless', 'One line, with a comma.\nAnother.\nThird, and last.\n', { kind: 'text' }],
    ['poem.txt', 'Roses, red\nViolets, blue\nSugar, sweet\n', { kind: 'text' }],
    [
      'drawing.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"/>',
      { kind: 'image', width: 9 },
    ],
  ])('recognises %s', async (name, content, expected) => {
    const store = open();
    const { artefact } = await store.artefacts.addBytes(name, Buffer.from(content));
    expect(artefact).toMatchObject(expected);
    store.close();
  });

  it('measures a recording in seconds', async () => {
    const store = open();
    const { artefact } = await store.artefacts.addBytes('quiet.wav', silence(1.5));
    expect(artefact).toMatchObject({ kind: 'audio', duration: 1.5 });
    store.close();
  });

  it('reads UTF-16 with a byte order mark', async () => {
    const store = open();
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Grüße 你好', 'utf16le')]);
    const file = await store.artefacts.addBytes('letter.txt', bytes);
    expect(await store.artefacts.text(file)).toBe('Grüße 你好');
    store.close();
  });

  it.each([
    ['empty.png', Buffer.alloc(0), 'FILE_EMPTY'],
    ['text.png', Buffer.from('I am text.'), 'FILE_MISLABELLED'],
    ['sound.png', Buffer.from(silence(0.1)), 'FILE_MISLABELLED'],
    ['noise.png', Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]), 'FILE_UNREADABLE'],
    ['paper.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'FILE_UNSUPPORTED'],
    ['cut.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_UNREADABLE'],
  ])('refuses %s with a code', async (name, bytes, code) => {
    const store = open();
    await expect(store.artefacts.addBytes(name, bytes)).rejects.toMatchObject({ code });
    expect(readdirSync(join(store.home, 'incoming'))).toEqual([]);
    store.close();
  });

  it('refuses a picture of 100 megapixels', async () => {
    const store = open();
    const huge = await sharp({
      create: { width: 10_000, height: 10_000, channels: 3, background: 'white' },
      limitInputPixels: false,
    })
      .png({ palette: true })
      .toBuffer();
    await expect(store.artefacts.addBytes('huge.png', huge)).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      data: { name: 'huge.png', limit: '64 megapixels' },
    });
    store.close();
  });

  it('refuses what is not there and what is a folder', async () => {
    const store = open();
    await expect(store.artefacts.addFile(join(store.home, 'no.png'))).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await expect(store.artefacts.addFile(store.home)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    store.close();
  });
});
