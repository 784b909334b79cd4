// What detectors found as they leave the runner: in pixels of the picture, drawn over it. Which finds count,
// and their numbers in words, belong to ../found-objects.ts.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { RawImage } from '../../runner/inference.ts';
import type { ExpertOutput } from '../expert.ts';
import { type Find, type FoundObject, foundWords, numberedNotes } from '../found-objects.ts';
import { drawObjects } from './drawing.ts';
import { pngOf } from './picture.ts';

/** From shares of the picture, as models give them. */
export function inPixels(
  [left, top, right, bottom]: Find['corners'],
  { width, height }: RawImage,
): Find['corners'] {
  return [left * width, top * height, right * width, bottom * height];
}

/** Objects, their drawing, and their numbers in words; `sought` says what was looked for. */
export async function tellObjects(
  image: RawImage,
  objects: readonly FoundObject[],
  { sought, notes }: { readonly sought?: readonly string[]; readonly notes: readonly ResultNote[] },
): Promise<ExpertOutput> {
  const drawing = drawObjects(image, objects);
  return {
    objects,
    image: await pngOf(drawing.image, 'objects.png'),
    text: foundWords(objects, sought),
    notes: [...notes, ...numberedNotes(drawing.numbered)],
  };
}
