// What the tests of models that see and write share: drawn scenes and documents, progress that is kept,
// and pictures with an orientation in their metadata.

import type { Sharp } from 'sharp';
import type { Progress } from '../../../../electron/experts/expert.ts';
import { drawSvg } from '../builtin/picture-tasks.ts';

export type Side = 'left' | 'right';
export const SHAPES = ['circle', 'square', 'triangle'] as const;
export type Shape = (typeof SHAPES)[number];
/** None of them is exactly a colour of the training pictures. */
export const INKS = {
  red: '#d82c2c',
  green: '#2a9a40',
  blue: '#2b4fd0',
  yellow: '#e8d030',
} as const;
export type Ink = keyof typeof INKS;

const SIDE = 160;

/** One shape on light ground, at the left or the right. */
export function drawScene(ink: Ink, shape: Shape, side: Side): Sharp {
  const x = SIDE * (side === 'left' ? 0.3 : 0.7);
  const outline = outlineOf(shape, x, SIDE * 0.5, SIDE * 0.18);
  return drawSvg(
    SIDE,
    SIDE,
    `<rect width="100%" height="100%" fill="#f4f4f4"/><g fill="${INKS[ink]}">${outline}</g>`,
  );
}

function outlineOf(shape: Shape, x: number, y: number, radius: number): string {
  switch (shape) {
    case 'circle':
      return `<circle cx="${x}" cy="${y}" r="${radius}"/>`;
    case 'square':
      return `<rect x="${x - radius * 0.9}" y="${y - radius * 0.9}" width="${radius * 1.8}" height="${radius * 1.8}"/>`;
    case 'triangle':
      return `<path d="M${x} ${y - radius}L${x + radius} ${y + radius}H${x - radius}Z"/>`;
  }
}

export type Content = 'cross' | 'disc' | 'nothing';

export type Place = 'top' | 'bottom';

/** A form with one box near its top or its bottom. */
export function drawForm(content: Content, place: Place): Sharp {
  const y = place === 'top' ? 52 : 140;
  const frame = `<rect x="60" y="${y - 33}" width="66" height="66" fill="none" stroke-width="5"/>`;
  const ink = `<g stroke="#202020" fill="#202020">${frame}${contentOf(content, 93, y)}</g>`;
  return drawSvg(192, 192, `<rect width="100%" height="100%" fill="#f0f0f0"/>${ink}`);
}

function contentOf(content: Content, x: number, y: number): string {
  switch (content) {
    case 'disc':
      return `<circle cx="${x}" cy="${y}" r="21"/>`;
    case 'cross':
      return `<path stroke-width="9" d="M${x - 21} ${y - 21}l42 42m0 -42l-42 42"/>`;
    case 'nothing':
      return '';
  }
}

/** The picture stored upside down, with metadata that says so. */
export async function upsideDown(picture: Sharp): Promise<Uint8Array> {
  const stored = picture.png().toBuffer();
  const { default: sharp } = await import('sharp');
  return sharp(await stored)
    .rotate(180)
    .withMetadata({ orientation: 3 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

export interface Kept {
  readonly progress: (progress: Progress) => void;
  readonly texts: readonly string[];
  readonly fractions: readonly number[];
}

/** Keeps what a task tells while it runs; `then` is called after each piece. */
export function keepProgress(then: () => void = () => {}): Kept {
  const texts: string[] = [];
  const fractions: number[] = [];
  const progress = ({ text, fraction }: Progress): void => {
    texts.push(...(text === undefined ? [] : [text]));
    fractions.push(...(fraction === undefined ? [] : [fraction]));
    then();
  };
  return { progress, texts, fractions };
}
