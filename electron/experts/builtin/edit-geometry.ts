// Where an edit leads: the area that it keeps, the size that it gives, and what stands in its way.
// Pure; lengths are in pixels.

import { detail, type ErrorDetail } from '../../../shared/errors.ts';
import { MAX_PIXELS } from '../pictures.ts';
import type { Crop, Edit, Size } from './edits.ts';

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Extract extends Area {
  readonly left: number;
  readonly top: number;
}

/** Why an edit cannot be done on this picture, as a clause for a person; undefined where it can. */
export function obstacleTo(edit: Edit, picture: Area): ErrorDetail | undefined {
  if (edit.kind === 'crop') {
    const kept = cropArea(edit.crop, picture);
    const fits = isWithin(kept, picture);
    return fits
      ? undefined
      : detail('crop-outside', { kept: sizeOf(kept), whole: sizeOf(picture) });
  }
  const result = areaAfter(edit, picture);
  if (result.width < 1 || result.height < 1) {
    return detail('nothing-left', { whole: sizeOf(picture) });
  }
  return result.width * result.height > MAX_PIXELS
    ? detail('over-megapixels', { result: sizeOf(result), most: Math.floor(MAX_PIXELS / 1e6) })
    : undefined;
}

function sizeOf({ width, height }: Area): string {
  return `${width} × ${height}`;
}

function isWithin({ left, top, width, height }: Extract, area: Area): boolean {
  const isSome = width >= 1 && height >= 1;
  return isSome && left >= 0 && top >= 0 && width <= area.width && height <= area.height;
}

function areaAfter(edit: Edit, picture: Area): Area {
  switch (edit.kind) {
    case 'resize':
      return sizeAfter(edit.size, picture);
    case 'thumbnail':
      return { width: edit.side, height: edit.side };
    case 'rotate':
      return turned(picture, edit.degrees);
    default:
      return picture;
  }
}

function turned({ width, height }: Area, degrees: number): Area {
  const angle = (degrees / 180) * Math.PI;
  const [across, down] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return {
    width: Math.ceil(width * across + height * down),
    height: Math.ceil(width * down + height * across),
  };
}

export function sizeAfter(size: Size, { width, height }: Area): Area {
  if (size.by === 'factor') {
    return { width: Math.round(width * size.factor), height: Math.round(height * size.factor) };
  }
  // The side that is not given follows the one that is, and is never rounded away.
  const follow = (side: number, other: number, given: number) =>
    Math.max(Math.min(1, given), Math.round((side * given) / other));
  return {
    width: size.width ?? follow(width, height, size.height ?? height),
    height: size.height ?? follow(height, width, size.width ?? width),
  };
}

/** What a crop keeps of an area; it may reach outside where the crop does not fit. */
export function cropArea(crop: Crop, area: Area): Extract {
  switch (crop.shape) {
    case 'square':
      return largestIn(area, { width: 1, height: 1 });
    case 'ratio':
      return largestIn(area, crop);
    case 'size':
      return inTheMiddle(area, crop);
    case 'part': {
      const [left, width] = stretch(crop.across, area.width);
      const [top, height] = stretch(crop.down, area.height);
      return { left, top, width, height };
    }
  }
}

function largestIn(area: Area, ratio: Area): Extract {
  const scale = Math.min(area.width / ratio.width, area.height / ratio.height);
  return inTheMiddle(area, {
    width: Math.round(ratio.width * scale),
    height: Math.round(ratio.height * scale),
  });
}

function inTheMiddle(area: Area, { width, height }: Area): Extract {
  const left = Math.floor((area.width - width) / 2);
  const top = Math.floor((area.height - height) / 2);
  return { left, top, width, height };
}

/** At least one pixel long, so that even the smallest picture has a left half. */
function stretch([from, to]: readonly [number, number], side: number): [number, number] {
  const start = Math.min(side - 1, Math.round(from * side));
  return [start, Math.max(1, Math.round(to * side) - start)];
}
