// Sorting and circles over places, where a place is a task's position in the written list. Pure graph
// work that knows nothing of tasks.

/** By place: the places that each waits for. */
export type Waits = readonly ReadonlySet<number>[];

export function union(a: Waits, b: Waits): Waits {
  return a.map((set, at) => new Set([...set, ...(b[at] ?? [])]));
}

/**
 * Places in an order in which each comes after those it waits for, as near to the written order as
 * that allows; undefined where there is a circle.
 */
export function sortPlaces(waits: Waits): readonly number[] | undefined {
  const order = sortable(waits, reversed(waits));
  return order.length === waits.length ? order : undefined;
}

/** The places on a circle, or between two circles: what is left when both loose ends are taken off. */
export function circling(waits: Waits): ReadonlySet<number> {
  const back = reversed(waits);
  const fromBelow = new Set(sortable(waits, back));
  const fromAbove = fromBelow.size === waits.length ? fromBelow : new Set(sortable(back, waits));
  return new Set([...waits.keys()].filter((at) => !fromBelow.has(at) && !fromAbove.has(at)));
}

/** By place: every place that feeds it, directly or through others. `order` is a sorting of `waits`. */
export function feedersOf(waits: Waits, order: readonly number[]): Waits {
  const feeders = waits.map((set) => new Set(set));
  for (const at of order) {
    const mine = feeders[at];
    for (const direct of waits[at] ?? []) {
      for (const far of feeders[direct] ?? []) {
        mine?.add(far);
      }
    }
  }
  return feeders;
}

function reversed(waits: Waits): Waits {
  const back = waits.map(() => new Set<number>());
  for (const [at, set] of waits.entries()) {
    for (const to of set) {
      back[to]?.add(at);
    }
  }
  return back;
}

/** The places that can be sorted, smallest first; those that wait for a circle are left out. */
function sortable(waits: Waits, back: Waits): readonly number[] {
  const open = waits.map((set) => set.size);
  const order: number[] = [];
  for (let at = open.indexOf(0); at !== -1; at = open.indexOf(0)) {
    order.push(at);
    open[at] = -1; // taken
    for (const waiting of back[at] ?? []) {
      open[waiting] = (open[waiting] ?? 0) - 1;
    }
  }
  return order;
}
