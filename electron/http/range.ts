// The Range header: one stretch of bytes of a file. Several at once are not served; such a request gets
// the whole file, as HTTP allows.

/** Offsets of the first and the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** @returns the stretch; undefined for the whole file; 'outside' where nothing of it is there */
export function parseRange(
  header: string | null | undefined,
  size: number,
): ByteRange | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '') {
    return last === '' ? undefined : lastBytes(Number(last), size);
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) {
    return undefined; // not a range, and to be ignored
  }
  return start >= size ? 'outside' : { start, end };
}

function lastBytes(count: number, size: number): ByteRange | 'outside' {
  return count === 0 ? 'outside' : { start: Math.max(0, size - count), end: size - 1 };
}
