// Regions of a picture as image-segmentation gives them back on each host: their masks as files, their shares
// in words, and how they look over the picture. Drawing them belongs to the hosts.

import type { ResultNote } from '../../shared/result-notes.ts';
import type { MadeMask } from './expert.ts';
import { percent } from './label-list.ts';
import { encodePng, type Picture } from './pictures.ts';

export interface Region {
  readonly label: string;
  readonly score?: number;
  /** Grey, of the picture's size, white where the region is. */
  readonly mask: Picture;
  /** Of the picture, from 0 to 1. */
  readonly share: number;
}

/** How much of a region's colour covers the picture; the rest shines through. */
export const STRENGTH = 0.45;
/** A pixel belongs to a region from this level on. */
export const INSIDE = 128;
/** Share of the picture from which a region is named in it. */
export const SMALLEST_NAMED = 0.01;

/** The largest first; one that covers no pixel is none. */
export function orderRegions(regions: readonly Region[]): readonly Region[] {
  return regions.filter(({ share }) => share > 0).toSorted((one, other) => other.share - one.share);
}

export async function maskFile({ label, score, mask }: Region, index: number): Promise<MadeMask> {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = `${['mask', index + 1, ...words].join('-').slice(0, 60)}.png`;
  const file = { name, bytes: await encodePng(mask) };
  return score === undefined ? { label, file } : { label, score, file };
}

/** "sky 61 %, dog 12 %, dog under 1 %" */
export function regionWords(regions: readonly Region[]): string {
  return regions.length === 0
    ? 'No region was found.'
    : regions.map(({ label, share }) => `${label} ${shareInWords(share)}`).join(', ');
}

function shareInWords(share: number): string {
  return share < 0.01 ? `under ${percent(0.01)}` : percent(share);
}

/** Of labels that could not be written into the picture. */
export function placeNotes(numbered: readonly string[]): readonly ResultNote[] {
  return numbered.length === 0
    ? []
    : [{ code: 'labels-numbered', values: { labels: numbered.join(', ') } }];
}
