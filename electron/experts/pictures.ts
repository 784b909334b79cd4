// Pictures as pixels: decodes a stored picture the way a person sees it, and encodes PNG. What is done
// to the pixels belongs to the experts. sharp does the decoding; it is loaded on first use.

import type { Sharp } from 'sharp';
import { AppError } from '../../shared/errors.ts';

/** Rows of pixels from the top left, 8 bits a channel: 1 grey, 3 red-green-blue, 4 with alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly pixels: Uint8Array;
}

/** What {@link readPicture} needs of a stored file. */
export interface PictureFile {
  readonly name: string;
  readonly path: string;
}

/** More pixels than this are not decoded: four bytes each would be a quarter of a gigabyte. */
export const MAX_PIXELS = 2 ** 26;

const LAYOUTS = { grey: 1, colour: 3, 'colour and alpha': 4 } as const;
export type PixelLayout = keyof typeof LAYOUTS;

/** sharp on pixels at hand. Its operations run in an order of its own, not in that of the calls. */
export async function openPixels({ pixels, width, height, channels }: Picture): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  return sharp(pixels, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
}

/**
 * Decodes a picture as it is displayed: turned as its EXIF says, in sRGB, its first frame.
 * @param background what shows through transparent parts where the layout has no alpha channel
 * @throws AppError FILE_UNREADABLE where the file is damaged, not a picture, or over {@link MAX_PIXELS}
 */
export async function readPicture(
  file: PictureFile,
  layout: PixelLayout,
  background: 'white' | 'black' = 'white',
): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  try {
    const decoder = sharp(file.path, {
      autoOrient: true,
      // A warning is about metadata as often as not; an error or a missing end is about pixels.
      failOn: 'error',
      limitInputPixels: MAX_PIXELS,
    });
    return await toPicture(layOut(decoder, layout, background), LAYOUTS[layout]);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw AppError.of('FILE_UNREADABLE', { name: file.name, why }, cause);
  }
}

function layOut(decoder: Sharp, layout: PixelLayout, background: string): Sharp {
  switch (layout) {
    case 'grey':
      return decoder.flatten({ background }).toColourspace('b-w');
    case 'colour':
      return decoder.flatten({ background }).toColourspace('srgb');
    case 'colour and alpha':
      return decoder.toColourspace('srgb').ensureAlpha();
  }
}

/**
 * Runs the operations and takes their pixels.
 * @throws Error where the result has other channels than expected, which is a bug of the caller
 */
export async function toPicture<Channels extends 1 | 3 | 4>(
  operations: Sharp,
  channels: Channels,
): Promise<Picture & { readonly channels: Channels }> {
  const { data, info } = await operations
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) {
    throw new Error(`sharp gave ${info.channels} channels in place of ${channels}`);
  }
  return { width: info.width, height: info.height, channels, pixels: data };
}

/** The grey picture itself, or a smaller one of its shape that has at most so many pixels. */
export async function reduceTo(picture: Picture, pixels: number): Promise<Picture> {
  const scale = Math.sqrt(pixels / (picture.width * picture.height));
  if (scale >= 1) {
    return picture;
  }
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  return resizeTo(picture, { width, height });
}

/** The grey picture in another size, whatever that does to its shape. */
export async function resizeTo(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Picture> {
  if (width === picture.width && height === picture.height) {
    return picture;
  }
  const pixels = await openPixels(picture);
  return toPicture(pixels.resize({ width, height, fit: 'fill' }).toColourspace('b-w'), 1);
}

/** A PNG without time stamps or other metadata: the same pixels give the same bytes. */
export async function encodePng(picture: Picture): Promise<Uint8Array> {
  const pixels = await openPixels(picture);
  const own = picture.channels === 1 ? pixels.toColourspace('b-w') : pixels;
  return new Uint8Array(await own.png({ compressionLevel: 6 }).toBuffer());
}
