// A note in a WebP: an XMP chunk at its end, with the flag that says so. A picture in the simple form,
// which has no flags, gets the extended header first. One with XMP of others is left as it is.

import {
  MOST_CHUNKS,
  MOST_NOTE_BYTES,
  type NoteFormat,
  type Part,
  type PictureFile,
} from './picture-file.ts';

/** The file's and the format's names with the size between them. */
const HEAD_BYTES = 12;
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;
const MOST_RIFF_BYTES = 0xffff_fffe;
const BEFORE =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:ensemble="urn:ensemble:provenance"><ensemble:note>';
const AFTER = '</ensemble:note></rdf:Description></rdf:RDF></x:xmpmeta>';

export const WEBP_NOTE: NoteFormat = {
  place: async (file, note) => {
    const end = await endOf(file);
    // What is looked at: the head, the first chunk's name and length, and the beginning of its content.
    const head = await file.read(0, HEAD_BYTES + 18);
    const extended = extendedHeader(head);
    if (end === undefined || extended === undefined) {
      return undefined;
    }
    const xmp = riffChunk('XMP ', Buffer.from(BEFORE + escaped(note) + AFTER));
    const { header, replaced } = extended;
    const size = end - 8 + header.length - replaced + xmp.length;
    return size > MOST_RIFF_BYTES
      ? undefined
      : [
          Buffer.concat([riffHead(size), header]),
          { start: HEAD_BYTES + replaced, end },
          xmp,
          ...(end < file.size ? [{ start: end, end: file.size } satisfies Part] : []),
        ];
  },
  find: async (file) => {
    const end = (await endOf(file)) ?? 0;
    let offset = HEAD_BYTES;
    for (let count = 0; count < MOST_CHUNKS && offset + 8 <= end; count += 1) {
      const head = await file.read(offset, 8);
      if (head.length < 8) {
        return undefined;
      }
      const length = head.readUInt32LE(4);
      if (head.toString('latin1', 0, 4) === 'XMP ' && length <= MOST_NOTE_BYTES) {
        return noteIn((await file.read(offset + 8, length)).toString());
      }
      offset += 8 + length + (length % 2);
    }
    return undefined;
  },
};

/** Where the picture ends; undefined for what is no whole WebP. */
async function endOf(file: PictureFile): Promise<number | undefined> {
  const head = await file.read(0, HEAD_BYTES);
  const isWebp =
    head.length === HEAD_BYTES &&
    head.toString('latin1', 0, 4) === 'RIFF' &&
    head.toString('latin1', 8) === 'WEBP';
  const end = isWebp ? 8 + head.readUInt32LE(4) : 0;
  return isWebp && end <= file.size && end % 2 === 0 ? end : undefined;
}

interface ExtendedHeader {
  readonly header: Buffer;
  /** Bytes that it takes the place of, behind the head. */
  readonly replaced: number;
}

/** @returns undefined where there is XMP already, or no header that is known */
function extendedHeader(head: Buffer): ExtendedHeader | undefined {
  if (head.length < HEAD_BYTES + 18) {
    return undefined;
  }
  const content = head.subarray(HEAD_BYTES + 8);
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X': {
      const header = Buffer.from(head.subarray(HEAD_BYTES));
      const flags = header.readUInt8(8);
      header.writeUInt8(flags | HAS_XMP, 8);
      return (flags & HAS_XMP) === 0 ? { header, replaced: header.length } : undefined;
    }
    case 'VP8 ': {
      const [width, height] = [content.readUInt16LE(6) & 0x3fff, content.readUInt16LE(8) & 0x3fff];
      const isKeyFrame = content.toString('hex', 3, 6) === '9d012a';
      return isKeyFrame ? { header: newHeader(0, width, height), replaced: 0 } : undefined;
    }
    case 'VP8L': {
      const bits = content.readUInt32LE(1);
      const alpha = (bits & 0x1000_0000) === 0 ? 0 : HAS_ALPHA;
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      return content[0] === 0x2f
        ? { header: newHeader(alpha, width, height), replaced: 0 }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** @param width in pixels, as is the height */
function newHeader(flags: number, width: number, height: number): Buffer {
  const content = Buffer.alloc(10);
  content.writeUInt8(flags | HAS_XMP, 0);
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return riffChunk('VP8X', content);
}

function riffHead(size: number): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(size, 4);
  return head;
}

function riffChunk(type: string, content: Uint8Array): Buffer {
  const chunk = Buffer.alloc(8 + content.byteLength + (content.byteLength % 2));
  chunk.write(type, 0, 'latin1');
  chunk.writeUInt32LE(content.byteLength, 4);
  chunk.set(content, 8);
  return chunk;
}

function noteIn(xmp: string): string | undefined {
  const text = /<ensemble:note>([^<]*)<\/ensemble:note>/.exec(xmp)?.[1];
  return text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** As XML takes it: two characters have no form in it at all, but one in JSON. */
function escaped(json: string): string {
  return json
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\ufffe', '\\ufffe')
    .replaceAll('\uffff', '\\uffff');
}
