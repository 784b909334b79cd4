// What the person wants of the page but said outside of it: in the menu, by a link, by opening files. It
// waits here until the page takes it, so a page that is still to come or loads anew misses nothing.

import type { Wish } from '../../shared/desktop.ts';

export interface Wishes {
  readonly add: (wish: Wish) => void;
  /** Each is given once. */
  readonly take: () => readonly Wish[];
}

/** More than that no one said to a page that does not come; the oldest go first. */
const MOST_WAITING = 100;

/** @param tell lets the page know that there is something to be taken; it may not hear it */
export function createWishes(tell: () => void): Wishes {
  let waiting: readonly Wish[] = [];
  return {
    add: (wish) => {
      waiting = [...waiting, wish].slice(-MOST_WAITING);
      tell();
    },
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}
