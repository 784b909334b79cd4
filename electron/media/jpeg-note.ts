// A note in a JPEG: a comment that begins with "ensemble:". It stands behind the segments of applications,
// which must come first, and before other comments.

import { MOST_CHUNKS, MOST_NOTE_BYTES, type NoteFormat, type PictureFile } from './picture-file.ts';

const OPENING = 'ensemble:';
const COMMENT = 0xfe;
/** Begins the pixels. */
const SCAN = 0xda;

interface Segment {
  /** The second byte of its marker. */
  readonly marker: number;
  readonly offset: number;
  /** Bytes of its content, which begins four bytes after the offset. */
  readonly length: number;
}

export const JPEG_NOTE: NoteFormat = {
  place: async (file, note) => {
    const content = Buffer.from(OPENING + note);
    if (content.length > MOST_NOTE_BYTES) {
      return undefined;
    }
    for await (const { marker, offset } of segmentsOf(file)) {
      if (!isOfApplication(marker)) {
        const head = Buffer.from([0xff, COMMENT, 0, 0]);
        head.writeUInt16BE(content.length + 2, 2);
        return [
          { start: 0, end: offset },
          Buffer.concat([head, content]),
          { start: offset, end: file.size },
        ];
      }
    }
    return undefined;
  },
  find: async (file) => {
    for await (const { marker, offset, length } of segmentsOf(file)) {
      if (marker === COMMENT && length <= MOST_NOTE_BYTES) {
        const text = (await file.read(offset + 4, length)).toString();
        if (text.startsWith(OPENING)) {
          return text.slice(OPENING.length);
        }
      }
    }
    return undefined;
  },
};

function isOfApplication(marker: number): boolean {
  return marker >= 0xe0 && marker <= 0xef;
}

/** The segments before the pixels and the one that begins them; ends early where the file is no JPEG. */
async function* segmentsOf(file: PictureFile): AsyncGenerator<Segment> {
  if ((await file.read(0, 2)).toString('hex') !== 'ffd8') {
    return;
  }
  let offset = 2;
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const head = await file.read(offset, 4);
    const marker = head[1] ?? 0;
    if (head.length < 4 || head[0] !== 0xff) {
      return;
    }
    if (marker === 0xff) {
      offset += 1; // a marker may have bytes of filling before it
      continue;
    }
    const length = head.readUInt16BE(2) - 2;
    if (length < 0 || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9)) {
      return; // of these none stands before the pixels
    }
    yield { marker, offset, length };
    if (marker === SCAN) {
      return;
    }
    offset += length + 4;
  }
}
