// Names on pictures as parts of a drawing in SVG, which sharp lays over pixels in threads of its own: the
// engine's thread paints none. Letters are strokes, so that no font of the system matters.

import { CAPITAL, strokesOf, TAIL } from '../onnx/stroke-font.ts';

/** Red, green and blue, from 0 to 255. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

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
  const unit = Math.max(9, Math.min(picture.width, picture.height) / 55) / CAPITAL;
  const { width: letters, strokes } = strokesOf(text);
  const size = { width: (letters + 5) * unit, height: (TAIL + 2.5) * unit };
  if (size.width > picture.width || size.height > picture.height) {
    return '';
  }
  const wished = place(size);
  const x = Math.max(0, Math.min(wished.x, picture.width - size.width));
  const y = Math.max(0, Math.min(wished.y, picture.height - size.height));
  const lines = strokes.map((stroke) => {
    const points = stroke.map(([across, down]) =>
      [x + (across + 2.5) * unit, y + (down + 2.25) * unit].map(round).join(','),
    );
    return `<polyline points="${points.join(' ')}"/>`;
  });
  const paint = isBright(colour) ? '#000' : '#fff';
  return (
    `<rect ${boxSvg({ x, y, ...size })} fill="${cssOf(colour)}"/>` +
    `<g fill="none" stroke="${paint}" stroke-width="${round(unit)}" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g>`
  );
}

export function boxSvg({ x, y, width, height }: Point & Size): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
}

export function cssOf({ r, g, b }: Colour): string {
  return `rgb(${r},${g},${b})`;
}

/** A whole drawing of the picture's size. */
export function svgOf({ width, height }: Size, parts: readonly string[]): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`,
  );
}

function isBright({ r, g, b }: Colour): boolean {
  return 0.299 * r + 0.587 * g + 0.114 * b > 110;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
