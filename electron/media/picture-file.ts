// A picture as its format's reader sees it: stretches of a file, read where they are wanted, so that
// a file of any size costs no more than what is looked at.

import type { FileHandle } from 'node:fs/promises';

export interface PictureFile {
  /** Bytes. */
  readonly size: number;
  /** The bytes from there on; fewer than wanted where the file ends. */
  readonly read: (offset: number, length: number) => Promise<Buffer>;
}

/** Where a note is put into a picture and found in it, for one format. */
export interface NoteFormat {
  /** @returns the picture with the note in it; undefined where it can't be put in */
  readonly place: (file: PictureFile, note: string) => Promise<readonly Part[] | undefined>;
  /** @returns what stands in the place of a note, which anyone may have written there */
  readonly find: (file: PictureFile) => Promise<string | undefined>;
}

/** Of a file that is put together: bytes, or a stretch of the stored one, without `end`. */
export type Part = Uint8Array | { readonly start: number; readonly end: number };

/** Chunks of a picture that are looked at before it is taken to hold no note. */
export const MOST_CHUNKS = 2000;
/** Bytes of a chunk that may hold a note; a larger one is not read. */
export const MOST_NOTE_BYTES = 64_000;

export function openPicture(file: FileHandle, size: number): PictureFile {
  return {
    size,
    read: async (offset, length) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}
