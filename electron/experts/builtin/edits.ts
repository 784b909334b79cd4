// The edits of a picture that need no model: what they are, what is told of each, and the list
// of them that is shown where something else was asked. How they are done is in picture-edits.ts.

import type { ResultNote } from '../../../shared/result-notes.ts';

/** What is kept of a picture that is cropped. */
export type Crop =
  | { readonly shape: 'square' }
  | { readonly shape: 'ratio' | 'size'; readonly width: number; readonly height: number }
  /** A stretch of the width and of the height, from 0 to 1. */
  | { readonly shape: 'part'; readonly name: PartName; readonly across: Span; readonly down: Span };
export type PartName =
  | 'middle'
  | 'top'
  | 'bottom'
  | 'left'
  | 'right'
  | `${'top' | 'bottom'}-${'left' | 'right'}`;
export type Span = readonly [from: number, to: number];

/** A new size; one side alone keeps the shape. */
export type Size =
  | { readonly by: 'sides'; readonly width?: number; readonly height?: number }
  | { readonly by: 'factor'; readonly factor: number };

export type Edit =
  | { readonly kind: 'greyscale' | 'invert' | 'sepia' }
  /** Standard deviation, in pixels or as a share of the longer side. */
  | { readonly kind: 'blur'; readonly sigma: number; readonly unit: 'pixels' | 'share' }
  /** 1 is plain, more is stronger. */
  | { readonly kind: 'sharpen'; readonly strength: number }
  /** 1 changes nothing, 0 takes all of it away. */
  | { readonly kind: 'brightness' | 'contrast' | 'saturation'; readonly factor: number }
  /** Clockwise, from 0 up to 360. */
  | { readonly kind: 'rotate'; readonly degrees: number }
  | { readonly kind: 'flip'; readonly direction: 'horizontally' | 'vertically' }
  | { readonly kind: 'crop'; readonly crop: Crop }
  | { readonly kind: 'resize'; readonly size: Size }
  /** Pixels of the square that it fits into. */
  | { readonly kind: 'thumbnail'; readonly side: number }
  /** As `#rrggbb`. */
  | { readonly kind: 'tint'; readonly colour: string };

/** What can be asked for, in words for a person. */
export const POSSIBLE_EDITS =
  'greyscale, sepia, invert, blur, sharpen, brighten or darken, more or less contrast or saturation, rotate, flip or mirror, crop, resize, thumbnail, and tint with a colour';

/** What is told of an edit that was made. */
export function editNote(edit: Edit): ResultNote {
  switch (edit.kind) {
    case 'greyscale':
    case 'invert':
    case 'sepia':
    case 'sharpen':
      return { code: `edit-${edit.kind}` };
    case 'blur':
      return edit.unit === 'pixels'
        ? { code: 'edit-blur-pixels', values: { pixels: round(edit.sigma) } }
        : { code: 'edit-blur-share', values: { percent: round(edit.sigma * 100) } };
    case 'brightness':
    case 'contrast':
    case 'saturation':
      return { code: `edit-${edit.kind}`, values: { percent: Math.round(edit.factor * 100) } };
    case 'rotate':
      return { code: 'edit-rotate', values: { degrees: round(edit.degrees) } };
    case 'flip':
      return { code: `edit-flip-${edit.direction}` };
    case 'crop':
      return cropNote(edit.crop);
    case 'resize':
      return sizeNote(edit.size);
    case 'thumbnail':
      return { code: 'edit-thumbnail', values: { side: edit.side } };
    case 'tint':
      return { code: 'edit-tint', values: { colour: edit.colour } };
  }
}

function cropNote(crop: Crop): ResultNote {
  switch (crop.shape) {
    case 'square':
      return { code: 'edit-crop-square' };
    case 'ratio':
    case 'size': {
      const { shape, width, height } = crop;
      return { code: `edit-crop-${shape}`, values: { width, height } };
    }
    case 'part':
      return { code: `edit-crop-${crop.name}` };
  }
}

function sizeNote(size: Size): ResultNote {
  if (size.by === 'factor') {
    return { code: 'edit-resize-factor', values: { percent: round(size.factor * 100) } };
  }
  const { width, height } = size;
  if (width === undefined) {
    return { code: 'edit-resize-height', values: { height: height ?? 0 } };
  }
  return height === undefined
    ? { code: 'edit-resize-width', values: { width } }
    : { code: 'edit-resize-sides', values: { width, height } };
}

/** To two digits after the point. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
