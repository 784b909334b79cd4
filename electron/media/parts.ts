// A file put together from stretches of a stored one and bytes between them, as it is given out: its
// length, a stretch of it, and its bytes as a stream.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Part } from './picture-file.ts';

export function sizeOfParts(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + sizeOf(part), 0);
}

/** The bytes from `start`, without `end`. */
export function cutParts(parts: readonly Part[], start: number, end: number): readonly Part[] {
  let at = 0;
  return parts.flatMap((part) => {
    const from = Math.max(0, start - at);
    const to = Math.min(sizeOf(part), end - at);
    at += sizeOf(part);
    return from < to ? [cut(part, from, to)] : [];
  });
}

/** Closes the file when it ends or is left. */
export function streamParts(file: FileHandle, parts: readonly Part[]): Readable {
  const stream = Readable.from(bytesOf(file, parts), { objectMode: false });
  // Also where it was never begun, when the generator has nothing to end.
  stream.once('close', () => file.close());
  return stream;
}

async function* bytesOf(file: FileHandle, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      yield part;
    } else {
      const { start, end } = part;
      yield* file.createReadStream({ start, end: end - 1, autoClose: false });
    }
  }
}

function sizeOf(part: Part): number {
  return part instanceof Uint8Array ? part.byteLength : part.end - part.start;
}

function cut(part: Part, from: number, to: number): Part {
  return part instanceof Uint8Array
    ? part.subarray(from, to)
    : { start: part.start + from, end: part.start + to };
}
