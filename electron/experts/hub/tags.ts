// Names on pictures as parts of a drawing in SVG, which sharp lays over pixels in threads of its own: the
// engine's thread paints none. Letters are strokes, so that no font of the system matters.

import { type Colour, inkOn } from '../picture-colours.ts';
import { letterUnit, ROOM, tagSize } from '../picture-marks.ts';
import { strokesOf } from '../stroke-font.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Tag {
  readonly text: string;
  readonly colour: Colour;
  /** The tag's upper left corner, for a tag of this size; it is moved into the picture. */
  readonly place: (size: Size) => Point;
}

/** Nothing where the tag is larger than the picture. */
export function tagSvg({ text, colour, place }: Tag, picture: Size): string {
  const unit = letterUnit(picture);
  const size = tagSize(text, picture);
  if (size.width > picture.width || size.height > picture.height) {
    return '';
  }
  const wished = place(size);
  const x = Math.max(0, Math.min(wished.x, picture.width - size.width));
  const y = Math.max(0, Math.min(wished.y, picture.height - size.height));
  const lines = strokesOf(text).strokes.map((stroke) => {
    const points = stroke.map(([across, down]) =>
      [x + (across + ROOM.left) * unit, y + (down + ROOM.above) * unit].map(round).join(','),
    );
    return `<polyline points="${points.join(' ')}"/>`;
  });
  return (
    `<rect ${boxSvg({ x, y, ...size })} fill="${cssOf(colour)}"/>` +
    `<g fill="none" stroke="${cssOf(inkOn(colour))}" stroke-width="${round(unit)}" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g>`
  );
}

export function boxSvg({ x, y, width, height }: Point & Size): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

export function cssOf(colour: Colour): string {
  return `rgb(${colour.map(Math.round).join(',')})`;
}

/** A whole drawing of the picture's size. */
export function svgOf({ width, height }: Size, parts: readonly string[]): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`,
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
