// The edits of a picture that need no model: what they are, how each is told to a person, and the list
// of them that is shown where something else was asked. How they are done is in picture-edits.ts.

/** What is kept of a picture that is cropped. */
export type Crop =
  | { readonly shape: 'square' }
  | { readonly shape: 'ratio' | 'size'; readonly width: number; readonly height: number }
  /** A stretch of the width and of the height, from 0 to 1. */
  | { readonly shape: 'part'; readonly name: string; readonly across: Span; readonly down: Span };
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

/** A plain sentence about an edit that was made. */
export function describeEdit(edit: Edit): string {
  switch (edit.kind) {
    case 'greyscale':
      return 'Turned into shades of grey.';
    case 'invert':
      return 'Inverted: light became dark, and each colour its opposite.';
    case 'sepia':
      return 'Toned in sepia.';
    case 'blur':
      return edit.unit === 'pixels'
        ? `Blurred by ${round(edit.sigma)} pixels.`
        : `Blurred by ${round(edit.sigma * 100)} % of the longer side.`;
    case 'sharpen':
      return 'Sharpened.';
    case 'brightness':
    case 'contrast':
    case 'saturation':
      return `Changed the ${edit.kind} to ${Math.round(edit.factor * 100)} %.`;
    case 'rotate':
      return `Rotated by ${round(edit.degrees)} degrees clockwise.`;
    case 'flip':
      return `Flipped ${edit.direction}.`;
    case 'crop':
      return `Cropped to ${describeCrop(edit.crop)}.`;
    case 'resize':
      return `Resized to ${describeSize(edit.size)}.`;
    case 'thumbnail':
      return `Made a thumbnail of at most ${edit.side} x ${edit.side} pixels.`;
    case 'tint':
      return `Tinted with ${edit.colour}.`;
  }
}

function describeCrop(crop: Crop): string {
  switch (crop.shape) {
    case 'square':
      return 'the largest square in the middle';
    case 'ratio':
      return `${crop.width}:${crop.height} around the middle`;
    case 'size':
      return `the ${crop.width} x ${crop.height} pixels in the middle`;
    case 'part':
      return crop.name;
  }
}

function describeSize(size: Size): string {
  if (size.by === 'factor') {
    return `${round(size.factor * 100)} % of its width and height`;
  }
  const { width, height } = size;
  if (width === undefined) {
    return `a height of ${height} pixels`;
  }
  return height === undefined ? `a width of ${width} pixels` : `${width} x ${height} pixels`;
}

/** To two digits after the point, without zeros at the end. */
function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
