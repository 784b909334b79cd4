// What a picture that keeps the segments of another is made on: flat regions in ADE20K's colours on black,
// put together from the masks of the segmentation before it, whose own picture shows the source below.

import type { ResultNote } from '../../shared/result-notes.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { adeColour } from './ade20k.ts';
import type { ExpertInputs } from './expert.ts';
import { type Picture, readPicture, resizeTo } from './pictures.ts';
import { INSIDE } from './regions.ts';

export interface SegmentControl {
  readonly picture: Picture & { readonly channels: 3 };
  /** Say which labels ADE20K does not have: their regions stay black. */
  readonly notes: readonly ResultNote[];
}

/**
 * Undefined where the picture of the slot is used as it is: for other tasks, and where it comes with no
 * masks, or none in ADE20K's classes.
 * @throws AppError FILE_UNREADABLE where a mask is damaged
 */
export async function segmentControl(
  task: TaskType,
  { image }: ExpertInputs,
): Promise<SegmentControl | undefined> {
  if (task !== 'seg-text-to-image') {
    return undefined;
  }
  const masks = image === undefined || image.kind === 'text' ? [] : (image.masks ?? []);
  const unknown = new Set<string>();
  let picture: SegmentControl['picture'] | undefined;
  for (const { label, name, path } of masks) {
    const colour = adeColour(label);
    if (colour === undefined) {
      unknown.add(label);
    } else {
      const mask = await readPicture({ name, path }, 'grey');
      picture ??= blackOf(mask);
      const fitting = await resizeTo(mask, picture);
      for (const [at, level] of fitting.pixels.entries()) {
        if (level >= INSIDE) {
          picture.pixels.set(colour, at * 3);
        }
      }
    }
  }
  return picture && { picture, notes: notesOn(unknown) };
}

function notesOn(unknown: ReadonlySet<string>): readonly ResultNote[] {
  return unknown.size === 0
    ? []
    : [{ code: 'segments-black', values: { labels: [...unknown].join(', ') } }];
}

function blackOf({ width, height }: Picture): SegmentControl['picture'] {
  return { width, height, channels: 3, pixels: new Uint8Array(width * height * 3) };
}
