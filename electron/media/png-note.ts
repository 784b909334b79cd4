// A note in a PNG: a chunk of international text, plain, under the keyword "ensemble". It stands right
// after the header, where it comes before the pixels and before what others wrote.

import { crc32 } from 'node:zlib';
import { MOST_CHUNKS, MOST_NOTE_BYTES, type NoteFormat, type PictureFile } from './picture-file.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** The signature and the header chunk, which is always first and of that size. */
const HEAD_BYTES = 33;
/** The keyword and that the text is not compressed; language and translated keyword, both empty, follow. */
const OPENING = Buffer.from('ensemble\0\0\0', 'latin1');

export const PNG_NOTE: NoteFormat = {
  place: async (file, note) => {
    if (!(await isPng(file))) {
      return undefined;
    }
    const text = Buffer.concat([OPENING, Buffer.from(`\0\0${note}`)]);
    return [
      { start: 0, end: HEAD_BYTES },
      pngChunk('iTXt', text),
      { start: HEAD_BYTES, end: file.size },
    ];
  },
  find: async (file) => {
    if (!(await isPng(file))) {
      return undefined;
    }
    let offset = HEAD_BYTES;
    for (let count = 0; count < MOST_CHUNKS; count += 1) {
      const head = await file.read(offset, 8);
      const type = head.toString('latin1', 4);
      if (head.length < 8 || type === 'IEND') {
        return undefined;
      }
      const length = head.readUInt32BE(0);
      const note =
        type === 'iTXt' && length <= MOST_NOTE_BYTES
          ? noteIn(await file.read(offset + 4, length + 8))
          : undefined;
      if (note !== undefined) {
        return note;
      }
      offset += length + 12;
    }
    return undefined;
  },
};

async function isPng(file: PictureFile): Promise<boolean> {
  const head = await file.read(0, HEAD_BYTES);
  return (
    head.length === HEAD_BYTES &&
    head.subarray(0, 8).equals(SIGNATURE) &&
    head.readUInt32BE(8) === 13 &&
    head.toString('latin1', 12, 16) === 'IHDR'
  );
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(data.byteLength + 12);
  chunk.writeUInt32BE(data.byteLength, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

/** @param chunk from its type to its checksum */
function noteIn(chunk: Buffer): string | undefined {
  const data = chunk.subarray(4, -4);
  const isOurs =
    chunk.length >= 8 + OPENING.length &&
    data.subarray(0, OPENING.length).equals(OPENING) &&
    crc32(chunk.subarray(0, -4)) === chunk.readUInt32BE(chunk.length - 4);
  if (!isOurs) {
    return undefined;
  }
  const language = data.indexOf(0, OPENING.length);
  const keyword = language === -1 ? -1 : data.indexOf(0, language + 1);
  return keyword === -1 ? undefined : data.toString('utf8', keyword + 1);
}
