// Items of a gallery, made for tests.

import type { GalleryItem } from '../../../shared/gallery.ts';
import type { Artefact } from '../../../shared/media.ts';

export function itemOf(
  number: number,
  { at = 0, ...artefact }: Partial<Artefact> & { readonly at?: number } = {},
): GalleryItem {
  const id = number.toString(16).padStart(64, '0');
  return {
    artefact: { id, kind: 'image', mime: 'image/png', size: 1, ...artefact },
    ...{ name: `${number}.png`, origin: 'made', run: 'r', conversation: 'c', at },
  };
}

const KINDS = ['image', 'image', 'image', 'text', 'audio', 'table'] as const;
const DAY_MS = 86_400_000;

/** Of all kinds and many shapes, some on each day, the latest first. */
export function manyItems(count: number): readonly GalleryItem[] {
  return Array.from({ length: count }, (_, number) =>
    itemOf(number, {
      at: (20_000 - Math.floor(number / 40)) * DAY_MS,
      kind: KINDS[number % KINDS.length] ?? 'image',
      width: 200 + ((number * 37) % 700),
      height: 200 + ((number * 53) % 500),
    }),
  );
}
