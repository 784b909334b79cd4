// Edits done on pixels: takes a picture with alpha and gives the edited one. Which edits a text asks
// for is found in edit-instructions.ts, where they lead in edit-geometry.ts.

import type { Sharp } from 'sharp';
import { openPixels, type Picture, toPicture } from '../pictures.ts';
import { type Area, cropArea, sizeAfter } from './edit-geometry.ts';
import type { Edit } from './edits.ts';

type Weights = [red: number, green: number, blue: number];

/** How bright each primary colour is to the eye (ITU-R BT.709, section 3.2). */
const LUMA: Weights = [0.2126, 0.7152, 0.0722];
/** Weights of red, green and blue in each channel of sepia, as the CSS filter of that name has them. */
const SEPIA: [Weights, Weights, Weights] = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];
const MIDDLE_TONE = 128;
/** Standard deviations that sharp takes. */
const [LEAST_SIGMA, LARGEST_SIGMA] = [0.3, 1000];
/** Fills the corners that a turned picture leaves. */
const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 };

/** @param picture with alpha, on which nothing stands in the way of the edit; the result has alpha */
export async function applyEdit(picture: Picture, edit: Edit): Promise<Picture> {
  return toPicture(operate(await openPixels(picture), edit, picture), 4);
}

function operate(pixels: Sharp, edit: Edit, area: Area): Sharp {
  switch (edit.kind) {
    case 'greyscale':
      return pixels.recomb([LUMA, LUMA, LUMA]);
    case 'invert':
      return pixels.negate({ alpha: false });
    case 'sepia':
      return pixels.recomb(SEPIA);
    case 'blur':
      return blur(pixels, edit.unit === 'pixels' ? edit.sigma : edit.sigma * longer(area));
    case 'sharpen':
      return pixels.sharpen({ sigma: 1, m1: edit.strength, m2: 2 * edit.strength });
    case 'brightness':
      return scaleTones(pixels, edit.factor, 0);
    case 'contrast':
      return scaleTones(pixels, edit.factor, MIDDLE_TONE * (1 - edit.factor));
    case 'saturation':
      return pixels.modulate({ saturation: edit.factor });
    case 'rotate':
      return pixels.rotate(edit.degrees, { background: TRANSPARENT });
    case 'flip':
      return edit.direction === 'horizontally' ? pixels.flop() : pixels.flip();
    case 'crop':
      return pixels.extract(cropArea(edit.crop, area));
    case 'resize':
      return pixels.resize({ ...sizeAfter(edit.size, area), fit: 'fill' });
    case 'thumbnail':
      return shrinkInto(pixels, edit.side);
    case 'tint':
      return pixels.tint(edit.colour);
  }
}

function longer({ width, height }: Area): number {
  return Math.max(width, height);
}

function blur(pixels: Sharp, sigma: number): Sharp {
  return pixels.blur(Math.min(LARGEST_SIGMA, Math.max(LEAST_SIGMA, sigma)));
}

/** Each colour times the factor, plus the offset; alpha as it is. */
function scaleTones(pixels: Sharp, factor: number, offset: number): Sharp {
  return pixels.linear([factor, factor, factor, 1], [offset, offset, offset, 0]);
}

/** Fits the picture into a square, and leaves it as it is where it is smaller. */
function shrinkInto(pixels: Sharp, side: number): Sharp {
  return pixels.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
}
