// The gallery as the screen shows it: what it is asked for, what it found, and where the person was in it.
// Kept while the page is open, so that the way back leads to the same place.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { Gallery, GalleryItem, GalleryQuery } from '../../shared/gallery.ts';
import type { ArtefactId } from '../../shared/media.ts';
import { engine } from '../api/client.ts';
import { createLatest } from './latest.ts';

/** Days as YYYY-MM-DD in the person's time zone, the first and the last that count. */
interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
}

export type GalleryFilters = Pick<GalleryQuery, 'kind' | 'origin' | 'type' | 'model'> &
  Period & { readonly search: string };

export const NO_FILTERS: GalleryFilters = { search: '', firstDay: '', lastDay: '' };

interface GalleryState {
  readonly filters: GalleryFilters;
  /** What was found last, while something else is looked for too. */
  readonly gallery: Gallery | undefined;
  readonly error: ErrorReport | undefined;
  readonly isAsking: boolean;
  /** The item that Tab leads to. */
  readonly active: ArtefactId | undefined;
  /** Pictures that were picked to be compared, two at most. */
  readonly picked: readonly GalleryItem[];
  /** Pixels that the screen was scrolled by when it was left. */
  readonly scrolledBy: number;
  readonly load: () => Promise<void>;
  /** Looks again, with these filters changed. */
  readonly change: (filters: Partial<GalleryFilters>) => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly setActive: (active: ArtefactId) => void;
  /** Picks a picture or lets it go; a third one takes the place of the first. */
  readonly pick: (picture: GalleryItem) => void;
  readonly letGo: () => void;
  readonly keepPlace: (scrolledBy: number) => void;
}

const latest = createLatest();

export const useGallery = create<GalleryState>((set, get) => ({
  filters: NO_FILTERS,
  gallery: undefined,
  error: undefined,
  isAsking: false,
  active: undefined,
  picked: [],
  scrolledBy: 0,
  load: async () => {
    const query = queryOf(get().filters);
    set({ isAsking: true });
    const said = await latest.ask((signal) => engine.gallery.list(query, { signal }));
    if (said === undefined) {
      return;
    }
    set({
      isAsking: false,
      ...(said.ok ? { gallery: said.value, error: undefined } : { error: said.error }),
    });
  },
  change: (filters) => {
    set((state) => ({ filters: { ...state.filters, ...filters }, scrolledBy: 0 }));
    return get().load();
  },
  clear: () => {
    set({ filters: NO_FILTERS, scrolledBy: 0 });
    return get().load();
  },
  setActive: (active) => set({ active }),
  pick: (picture) =>
    set(({ picked }) => ({
      picked: isPicked(picked, picture)
        ? picked.filter(({ artefact }) => artefact.id !== picture.artefact.id)
        : [...picked, picture].slice(-2),
    })),
  letGo: () => set({ picked: [] }),
  keepPlace: (scrolledBy) => set({ scrolledBy }),
}));

export function isPicked(picked: readonly GalleryItem[], { artefact }: GalleryItem): boolean {
  return picked.some((one) => one.artefact.id === artefact.id);
}

export function isFiltered(filters: GalleryFilters): boolean {
  return Object.values(queryOf(filters)).some((value) => value !== undefined && value !== '');
}

function queryOf({ firstDay, lastDay, search, ...filters }: GalleryFilters): GalleryQuery {
  const from = startOf(firstDay, 0);
  const after = startOf(lastDay, 1);
  return {
    ...filters,
    search: search.trim(),
    ...(from !== undefined && { from }),
    ...(after !== undefined && { until: after - 1 }),
  };
}

/** When a day, or one that many days later, begins in this time zone; undefined where it is none. */
function startOf(day: string, later: number): number | undefined {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date + later).getTime();
  return day === '' || Number.isNaN(at) ? undefined : at;
}
