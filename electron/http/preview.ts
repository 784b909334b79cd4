// Small pictures of stored images, as WebP, for formats that no browser shows too. A few at a time, since
// decoding takes memory.

import { AppError } from '../../shared/errors.ts';

/** Pixels of a side. */
export const PREVIEW_SIZES = { min: 16, max: 2048 };

const AT_ONCE = 2;

export interface PreviewSource {
  readonly path: string;
  readonly name: string;
  /** More is not decoded. */
  readonly maxPixels: number;
}

export interface Previews {
  /** @throws AppError FILE_UNREADABLE; the signal's reason where it aborts before its turn */
  readonly make: (
    source: PreviewSource,
    size: number,
    signal: AbortSignal,
  ) => Promise<Uint8Array<ArrayBuffer>>;
}

export function createPreviews(): Previews {
  let free = AT_ONCE;
  const waiting: (() => void)[] = [];
  async function turn(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function pass(): void {
    const next = waiting.shift();
    if (next === undefined) {
      free += 1;
    } else {
      next();
    }
  }
  return {
    make: async (source, size, signal) => {
      await turn();
      try {
        signal.throwIfAborted();
        return await shrink(source, size);
      } finally {
        pass();
      }
    },
  };
}

async function shrink(
  { path, name, maxPixels }: PreviewSource,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: sharp } = await import('sharp');
  try {
    const picture = await sharp(path, { limitInputPixels: maxPixels, autoOrient: true })
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: 82 })
      .toBuffer();
    return new Uint8Array(picture);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw AppError.of('FILE_UNREADABLE', { name, why }, cause);
  }
}
