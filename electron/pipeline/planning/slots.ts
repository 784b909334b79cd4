// Puts the arguments of a task into the slots of its type: by name, by alias, then by kind where only
// one slot is meant. What is missing or broken afterwards is for types.ts.

import { type Findings, problem, quoted, repair } from './findings.ts';
import {
  candidates,
  fitEntry,
  hasMisfit,
  inputsOf,
  isFileLike,
  isNamed,
  type Placing,
  type Slots,
  slotNamed,
} from './fitting.ts';
import type { NamedTask } from './names.ts';
import { referencesIn } from './references.ts';
import { type Entry, saysNothing } from './shape.ts';
import { type Fit, type Surroundings, takesText } from './values.ts';

interface Telling extends Placing {
  readonly id: number;
  readonly findings: Findings;
}

/** The slots of one task, with repairs and problems noted. */
export function placeArguments(
  task: NamedTask,
  around: Surroundings,
  told: { readonly findings: Findings; readonly id: number },
): Slots {
  const placing: Telling = { task, around, slots: new Map(), ...told };
  const rest = task.entries.filter((entry) => !isBlank(entry, placing) && !byName(entry, placing));
  for (const entry of byKind(rest, placing)) {
    leftOver(entry, placing);
  }
  return placing.slots;
}

function isBlank(entry: Entry, placing: Telling): boolean {
  const blank = entry.values.every((value) => value.trim() === '');
  if (blank) {
    note(placing, 'ARGUMENT_DROPPED', `the empty argument ${keyOf(entry)} was left out.`);
  }
  return blank;
}

function note(placing: Telling, code: Parameters<typeof repair>[1], message: string): void {
  repair(
    placing.findings,
    code,
    `Task ${placing.id} (${placing.task.type}): ${message}`,
    placing.id,
  );
}

function refuse(placing: Telling, code: Parameters<typeof problem>[1], message: string): void {
  const words = `Task ${placing.id} (${placing.task.type}): ${message}`;
  problem(placing.findings, code, { message: words, task: placing.id });
}

function keyOf(entry: Entry): string {
  return quoted(entry.key ?? entry.values[0] ?? '');
}

/** Takes an entry whose key names a free slot that it fits. */
function byName(entry: Entry, placing: Telling): boolean {
  const named = entry.key === undefined ? undefined : slotNamed(entry.key, placing);
  if (named === undefined || placing.slots.has(named[0])) {
    return false;
  }
  const fit = fitEntry(entry, named, placing);
  if ('misfit' in fit || hasMisfit(fit.items)) {
    return false;
  }
  put(entry, { name: named[0], fit }, placing);
  return true;
}

function put(
  entry: Entry,
  { name, fit }: { readonly name: string; readonly fit: Extract<Fit, { items: unknown }> },
  placing: Telling,
): void {
  placing.slots.set(name, fit.items);
  if (entry.isList && fit.items.length === 1) {
    note(placing, 'LIST_JOINED', `the list in its ${name} was put into one text.`);
  }
  if (entry.key !== undefined && entry.key !== name) {
    note(placing, 'ARGUMENT_MOVED', `the argument ${keyOf(entry)} is its ${name}.`);
  }
  noteTaken(fit, placing);
}

function noteTaken(fit: Extract<Fit, { items: unknown }>, placing: Telling): void {
  if (fit.taken !== undefined) {
    const [first] = fit.items;
    const what = first?.from === 'file' ? `the file ${first.name}` : 'the reference in it';
    note(
      placing,
      first?.from === 'file' ? 'FILE_FOUND' : 'REFERENCE_TAKEN_OUT',
      `${quoted(fit.taken)} was read as ${what}.`,
    );
  }
}

/**
 * Places entries by what they are. One that fits a single slot goes first, since it narrows the
 * choice for the others; in a bare list the order decides what is left.
 * @returns the entries that no slot takes.
 */
function byKind(entries: readonly Entry[], placing: Telling): readonly Entry[] {
  let rest = entries;
  for (;;) {
    const choices = rest.map((entry) => ({ entry, fits: candidates(entry, placing) }));
    const chosen =
      choices.find(({ fits }) => fits.length === 1) ??
      choices.find(({ entry, fits }) => entry.key === undefined && fits.length > 0);
    const [name, , fit] = chosen?.fits[0] ?? [];
    if (chosen === undefined || name === undefined || fit === undefined || 'misfit' in fit) {
      return rest;
    }
    put(chosen.entry, { name, fit }, placing);
    rest = rest.filter((entry) => entry !== chosen.entry);
  }
}

function leftOver(entry: Entry, placing: Telling): void {
  if (isOfNoUse(entry, placing)) {
    note(
      placing,
      'ARGUMENT_DROPPED',
      `the argument ${keyOf(entry)} has no use there and was left out.`,
    );
    return;
  }
  if (isSaidAgain(entry, placing) || isOneMore(entry, placing)) {
    return;
  }
  const named = entry.key === undefined ? undefined : slotNamed(entry.key, placing);
  const fit = named === undefined ? undefined : fitEntry(entry, named, placing);
  const name = named?.[0];
  if (fit === undefined || name === undefined || placing.slots.has(name)) {
    const isFile = entry.values.some(
      (value) => isFileLike(value) && !placing.around.files.find(value),
    );
    const code = isFile ? 'UNKNOWN_FILE' : 'UNKNOWN_ARGUMENT';
    refuse(placing, code, `it takes no ${keyOf(entry)}: ${quoted(entry.values.join(', '))}.`);
  } else if (!('misfit' in fit)) {
    placing.slots.set(name, fit.items); // broken references, which types.ts mends or refuses
  } else if (fit.misfit === 'file') {
    refuse(placing, 'UNKNOWN_FILE', `${quoted(fit.words)} is no file of this request.`);
  } else {
    refuse(placing, 'WRONG_KIND', `${quoted(fit.words)} is not what its ${name} takes.`);
  }
}

/** Nothing, a setting of another program, or plain words for a task that takes no text. */
function isOfNoUse(entry: Entry, placing: Telling): boolean {
  const takesNoText = !inputsOf(placing).some(([, slot]) => takesText(slot));
  return (
    entry.values.every(saysNothing) ||
    (entry.isSetting && !isNamed(entry, placing)) ||
    (takesNoText &&
      !isNamed(entry, placing) &&
      entry.values.every((value) => referencesIn(value).length === 0 && !isFileLike(value)))
  );
}

/** The same argument under a second name of its slot. */
function isSaidAgain(entry: Entry, placing: Telling): boolean {
  const named = entry.key === undefined ? undefined : slotNamed(entry.key, placing);
  const fit = named === undefined ? undefined : fitEntry(entry, named, placing);
  if (named === undefined || fit === undefined || 'misfit' in fit) {
    return false;
  }
  const isSame = JSON.stringify(placing.slots.get(named[0])) === JSON.stringify(fit.items);
  if (isSame) {
    note(placing, 'ARGUMENT_DROPPED', `its ${named[0]} is given twice; once was enough.`);
  }
  return isSame;
}

/** "image2" beside "image", or a second file in a bare list: one more of the same, to be unfolded. */
function isOneMore(entry: Entry, placing: Telling): boolean {
  const [first] = inputsOf(placing);
  const stem = entry.key?.replace(/[\s_-]*\d+$/, '');
  const isSame = stem === undefined || slotNamed(stem, placing)?.[0] === first?.[0];
  if (first === undefined || takesText(first[1]) || !isSame) {
    return false;
  }
  const fit = fitEntry(entry, first, placing);
  const there = placing.slots.get(first[0]);
  if ('misfit' in fit || there === undefined) {
    return false;
  }
  placing.slots.set(first[0], [...there, ...fit.items]);
  noteTaken(fit, placing);
  return true;
}
