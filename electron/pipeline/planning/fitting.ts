// Which slots of a task type an argument fits, by its key and by what it is. Taking a slot, and saying
// so, belongs to slots.ts.

import { claimedKind } from '../../../shared/media.ts';
import type { InputSlot } from '../../../shared/task-slots.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import { plainKey } from './fields.ts';
import type { NamedTask } from './names.ts';
import type { Entry } from './shape.ts';
import { type Fit, type Item, readValue, type Surroundings, takesText } from './values.ts';

/** What stands in each slot. Several items in one slot are a list, which unfold.ts takes apart. */
export type Slots = Map<string, readonly Item[]>;

/** A task whose arguments are being placed, and what has been placed so far. */
export interface Placing {
  readonly task: NamedTask;
  readonly around: Surroundings;
  readonly slots: Slots;
}

type NamedSlot = readonly [string, InputSlot];

export function inputsOf(placing: Placing): readonly NamedSlot[] {
  return Object.entries(taskEntry(placing.task.type).inputs);
}

/** The slot that a key names, by the slot's own name or an alias. */
export function slotNamed(key: string, placing: Placing): NamedSlot | undefined {
  const inputs = inputsOf(placing);
  const plain = plainKey(key);
  return (
    inputs.find(([name]) => name === key) ??
    inputs.find(([name]) => plainKey(name) === plain) ??
    inputs.find(([, slot]) => slot.aliases.some((alias) => plainKey(alias) === plain))
  );
}

export function isNamed(entry: Entry, placing: Placing): boolean {
  return entry.key !== undefined && slotNamed(entry.key, placing) !== undefined;
}

/** All values of an entry in a slot, as one text or as a list. */
export function fitEntry(entry: Entry, [name, slot]: NamedSlot, placing: Placing): Fit {
  const items: Item[] = [];
  let taken: string | undefined;
  for (const value of entry.values.filter((text) => text.trim() !== '')) {
    const fit = readValue(value, slot, placing.around);
    if ('misfit' in fit) {
      return fit;
    }
    items.push(...fit.items);
    taken ??= fit.taken;
  }
  const isFirst = inputsOf(placing)[0]?.[0] === name;
  const isUnfolded =
    isFirst && items.every(({ from }) => from !== 'literal' && from !== 'template');
  if (items.length > 1 && takesText(slot) && !isUnfolded) {
    return joined(entry, { name, slot, items }, placing);
  }
  return { items, ...(taken !== undefined && { taken }) };
}

/** A list as one text; labels are told apart by commas, the rest by lines. */
function joined(
  entry: Entry,
  spot: { readonly name: string; readonly slot: InputSlot; readonly items: readonly Item[] },
  placing: Placing,
): Fit {
  const written = entry.values.filter((text) => text.trim() !== '');
  const whole = written.join(spot.name === 'labels' ? ', ' : '\n');
  const fit = readValue(whole, spot.slot, placing.around);
  const files = 'misfit' in fit ? 0 : fit.items.flatMap(partsOf).filter(isFile).length;
  const isKept = files === spot.items.filter(isFile).length; // a file among plain texts is not read
  return isKept ? fit : { misfit: 'kind', words: whole };
}

function partsOf(item: Item): readonly Item[] {
  return item.from === 'template' ? item.parts : [item];
}

function isFile(item: Item): boolean {
  return item.from === 'file';
}

/** Keys that speak of a file: a plain text under one of them is a file that is not there. */
const FILE_KEY = /image|img|picture|photo|audio|sound|video|table|csv|file|path|url/;

function speaksOfFile(entry: Entry): boolean {
  const named = entry.key !== undefined && FILE_KEY.test(plainKey(entry.key));
  return named || entry.values.some((value) => isFileLike(value));
}

export function isFileLike(value: string): boolean {
  const kind = /^\S{1,300}$/.test(value) ? claimedKind(value) : undefined;
  return kind === 'image' || kind === 'audio' || kind === 'video';
}

/** Free slots that an entry fits, those that must be filled first. */
export function candidates(
  entry: Entry,
  placing: Placing,
): readonly (readonly [string, InputSlot, Fit])[] {
  if (isNamed(entry, placing)) {
    return []; // a key that names a slot is taken at its word
  }
  const fits = inputsOf(placing).flatMap(([name, slot]) => {
    const fit = placing.slots.has(name) ? undefined : fitEntry(entry, [name, slot], placing);
    if (fit === undefined || 'misfit' in fit || fit.items.length === 0 || hasMisfit(fit.items)) {
      return [];
    }
    return isPlain(fit) && speaksOfFile(entry) ? [] : [[name, slot, fit] as const];
  });
  const isMeant = fits.some(([, slot]) => !takesText(slot));
  const meant = fits.filter(([, slot, fit]) => !isMeant || !takesText(slot) || !isPlain(fit));
  const required = meant.filter(([, slot]) => slot.required);
  return required.length > 0 ? required : meant;
}

function isPlain(fit: Fit): boolean {
  return 'items' in fit && fit.items.every(({ from }) => from === 'literal');
}

export function hasMisfit(items: readonly Item[]): boolean {
  return items.some((item) => item.from === 'hole' && item.why === 'kind');
}
