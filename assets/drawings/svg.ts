// What the drawings share: escaped text in SVG, and SVG to PNG. What is drawn is each drawing's own.

import sharp from 'sharp';

export interface Drawing {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** SVG elements. */
  readonly body: string;
}

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly colour: string;
  readonly family?: 'sans-serif' | 'serif';
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Pixels between letters, beside their own. */
  readonly spacing?: number;
}

/** A line of text; `y` is where its letters stand. */
export function textAt([x, y]: readonly [number, number], text: string, style: TextStyle): string {
  const {
    size,
    colour,
    family = 'sans-serif',
    bold = false,
    anchor = 'start',
    spacing = 0,
  } = style;
  const weight = bold ? 'bold' : 'normal';
  return (
    `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${weight}" ` +
    `fill="${colour}" text-anchor="${anchor}" letter-spacing="${spacing}">${escaped(text)}</text>`
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

export async function renderPng({ width, height, body }: Drawing): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 9 }).toBuffer();
}
