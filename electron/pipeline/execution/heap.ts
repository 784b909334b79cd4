// A binary heap, so that the first of many waiting tasks is found in logarithmic time.

export interface Heap<Item> {
  readonly push: (item: Item) => void;
  /** Takes the first item out, or gives undefined where there is none. */
  readonly pop: () => Item | undefined;
  readonly size: () => number;
  /** Changes every item and puts them in order again. */
  readonly rebuild: (change: (item: Item) => void) => void;
}

/** @param isBefore a strict total order */
export function createHeap<Item>(isBefore: (a: Item, b: Item) => boolean): Heap<Item> {
  const items: Item[] = [];

  /** Swaps the item at `index` with the one at `other` where it should stand before it. */
  function swapIfBefore(index: number, other: number): boolean {
    const item = items[index];
    const against = items[other];
    if (item === undefined || against === undefined || !isBefore(item, against)) {
      return false;
    }
    items[index] = against;
    items[other] = item;
    return true;
  }

  function rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index > 0 && swapIfBefore(index, parent)) {
      rise(parent);
    }
  }

  function sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const [leftItem, rightItem] = [items[left], items[right]];
    const isRightFirst =
      leftItem !== undefined && rightItem !== undefined && isBefore(rightItem, leftItem);
    const first = isRightFirst ? right : left;
    if (swapIfBefore(first, index)) {
      sink(first);
    }
  }

  return {
    push: (item) => {
      items.push(item);
      rise(items.length - 1);
    },
    pop: () => {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0 && last !== undefined) {
        items[0] = last;
        sink(0);
      }
      return first;
    },
    size: () => items.length,
    rebuild: (change) => {
      items.forEach(change);
      for (let index = (items.length >> 1) - 1; index >= 0; index -= 1) {
        sink(index);
      }
    },
  };
}
