// Marks on pictures, the same on each host: how large they are and what is written in them. Painting them
// belongs to the hosts.

import { CAPITAL, drawable, strokesOf, TAIL } from './stroke-font.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Named {
  readonly label: string;
  /** From 0 to 1; written in per cent. */
  readonly score?: number;
}

/** Room to the left of a name and above it, in units of the letters' grid; the tails use the room below. */
export const ROOM = { left: 2.5, above: 2.25 } as const;

/** Pixels of a box's line: visible in a small picture, and in a large one that is shown small. */
export function lineWidth({ width, height }: Size): number {
  return Math.max(2, Math.round(Math.min(width, height) / 200));
}

/** Pixels of one unit of the letters' grid, legible likewise. */
export function letterUnit({ width, height }: Size): number {
  return Math.max(9, Math.min(width, height) / 55) / CAPITAL;
}

/** Pixels that a name takes with the room around it. */
export function tagSize(text: string, picture: Size): Size {
  const unit = letterUnit(picture);
  const { width } = strokesOf(text);
  return { width: (width + 2 * ROOM.left) * unit, height: (TAIL + 2.5) * unit };
}

/** "zebra 98%"; the place in the list, from 1, stands for a label with letters that can't be drawn. */
export function tagText({ label, score }: Named, index: number): string {
  const name = drawable(label) ?? `#${index + 1}`;
  return score === undefined ? name : `${name} ${Math.round(score * 100)}%`;
}

/** Labels for which a number stands, each once. */
export function numberedLabels(named: readonly Named[]): readonly string[] {
  const labels = named.map(({ label }) => label).filter((label) => drawable(label) === undefined);
  return [...new Set(labels)];
}
