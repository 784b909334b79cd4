// Finds room in a row.

/** Where something that stands in the way begins and ends; both ends themselves are free. */
export interface Blocked {
  readonly from: number;
  readonly to: number;
}

/** The number nearest to the wanted one that lies within nothing that blocks; the right one of two. */
export function nearestFree(wanted: number, blocked: readonly Blocked[]): number {
  let right = wanted;
  for (const { from, to } of blocked.toSorted((a, b) => a.from - b.from)) {
    if (from < right && right < to) {
      right = to;
    }
  }
  let left = wanted;
  for (const { from, to } of blocked.toSorted((a, b) => b.to - a.to)) {
    if (from < left && left < to) {
      left = from;
    }
  }
  return right - wanted <= wanted - left ? right : left;
}
