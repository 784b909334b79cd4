// What of the palette's items fits what was typed, in groups: while nothing is typed what can be done now, what was
// used last before the rest; once something is, the best first. Pure.

import { misfit } from './match.ts';
import { ITEM_GROUPS, type ItemGroup, type PaletteItem } from './palette-item.ts';

export interface FoundGroup {
  readonly group: ItemGroup;
  readonly items: readonly PaletteItem[];
}

/** Of what there may be very many. */
const MOST: Readonly<Partial<Record<ItemGroup, number>>> = { recent: 5, conversations: 8 };

export function foundGroups(
  items: readonly PaletteItem[],
  typed: string,
  recent: readonly string[],
): readonly FoundGroup[] {
  return typed.trim() === '' ? withRecent(items, recent) : fitting(items, typed);
}

function withRecent(
  items: readonly PaletteItem[],
  recent: readonly string[],
): readonly FoundGroup[] {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const used = recent
    .flatMap((key) => byKey.get(key) ?? [])
    .filter(({ why }) => why === undefined)
    .slice(0, MOST.recent);
  const others = items.filter((item) => item.why === undefined && !used.includes(item));
  return [{ group: 'recent' as const, items: used }, ...grouped(others)].filter(isFilled);
}

/** The group with the best of all stands first. */
function fitting(items: readonly PaletteItem[], typed: string): readonly FoundGroup[] {
  const costs = new Map<PaletteItem, number>();
  for (const item of items) {
    const cost = misfit(typed, item.names);
    if (cost !== undefined) {
      costs.set(item, cost + (item.why === undefined ? 0 : UNAVAILABLE));
    }
  }
  const costOf = (item: PaletteItem | undefined) =>
    (item && costs.get(item)) ?? Number.POSITIVE_INFINITY;
  const found = [...costs.keys()].toSorted((a, b) => costOf(a) - costOf(b));
  return grouped(found).toSorted((a, b) => costOf(a.items[0]) - costOf(b.items[0]));
}

/** What can't be done stands behind what can and fits as well. */
const UNAVAILABLE = 1.5;

function grouped(items: readonly PaletteItem[]): readonly FoundGroup[] {
  return ITEM_GROUPS.map((group) => ({
    group,
    items: items.filter((item) => item.group === group).slice(0, MOST[group]),
  })).filter(isFilled);
}

function isFilled({ items }: FoundGroup): boolean {
  return items.length > 0;
}
