// Pictures of the test as bytes: chunk by chunk, so that each may be as no program would write it.

import { crc32 } from 'node:zlib';
import type { NoteFormat, PictureFile } from '../../../electron/media/picture-file.ts';

export const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export interface Chunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

export function pngChunk({ type, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** One pixel's header, the chunks, and the end. */
export function pngOf(chunks: readonly Chunk[]): Buffer {
  const header = { type: 'IHDR', data: Buffer.from('00000001000000010800000000', 'hex') };
  const all = [header, ...chunks, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([PNG_SIGNATURE, ...all.map(pngChunk)]);
}

export function readPng(bytes: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) {
      throw new Error(`The checksum at ${at} is wrong.`);
    }
    chunks.push({ type: named.toString('latin1', 0, 4), data: named.subarray(4) });
    at += length + 12;
  }
  return chunks;
}

export function riffOf(chunks: readonly Chunk[]): Buffer {
  const body = Buffer.concat(
    chunks.map(({ type, data }) => {
      const head = Buffer.alloc(8);
      head.write(type, 'latin1');
      head.writeUInt32LE(data.byteLength, 4);
      return Buffer.concat([head, data, Buffer.alloc(data.byteLength % 2)]);
    }),
  );
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

export function readRiff(bytes: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 12; at < 8 + bytes.readUInt32LE(4); ) {
    const length = bytes.readUInt32LE(at + 4);
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      data: bytes.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** The bytes as a file, and the most that was read of it at once. */
export function fileOf(bytes: Buffer, size = bytes.length) {
  let most = 0;
  const file: PictureFile = {
    size,
    read: async (offset, length) => {
      most = Math.max(most, length);
      return bytes.subarray(offset, offset + length);
    },
  };
  return { file, mostRead: () => most };
}

export async function placed(
  format: NoteFormat,
  bytes: Buffer,
  note: string,
): Promise<Buffer | undefined> {
  const parts = await format.place(fileOf(bytes).file, note);
  return (
    parts &&
    Buffer.concat(
      parts.map((part) =>
        part instanceof Uint8Array ? part : bytes.subarray(part.start, part.end),
      ),
    )
  );
}

export function foundIn(format: NoteFormat, bytes: Buffer): Promise<string | undefined> {
  return format.find(fileOf(bytes).file);
}
