// What an argument's text stands for in a slot: a file, an address, what another task makes, or plain
// text around these. Which slot it goes to belongs to slots.ts.

import { claimedKind, kindsOfFile, type ResourceKind } from '../../../shared/media.ts';
import type { InputSlot } from '../../../shared/task-slots.ts';
import { type TaskType, taskEntry } from '../../../shared/tasks.ts';
import type { Break, Graph } from './graph.ts';
import type { KnownFiles } from './known-files.ts';
import { piecesOf, type WrittenReference } from './references.ts';

/** A reference that cannot be followed; types.ts looks for what was meant. */
export interface Hole {
  readonly from: 'hole';
  readonly why: Break;
  readonly reference: WrittenReference;
}

export type Part =
  | { readonly from: 'literal'; readonly value: string }
  | { readonly from: 'file'; readonly name: string }
  | { readonly from: 'task'; readonly at: number; readonly reference: WrittenReference }
  | Hole;

/** One thing in a slot. Places stand for tasks until finish.ts puts in their ids. */
export type Item =
  | Part
  | { readonly from: 'url'; readonly url: string }
  | { readonly from: 'template'; readonly parts: readonly Part[] };

/** What a text is read against: the task that it stands in, the files, the other tasks. */
export interface Surroundings {
  readonly at: number;
  readonly files: KnownFiles;
  readonly follow: Graph['follow'];
  readonly typeAt: (at: number) => TaskType;
}

export type Fit =
  | { readonly items: readonly Item[]; readonly taken?: string }
  | { readonly misfit: 'file' | 'kind'; readonly words: string };

export function takesText(slot: InputSlot): boolean {
  return slot.kinds.includes('text');
}

/** The kind of what a task makes that a slot takes, the slot's preferred one first. */
export function edgeKind(source: TaskType, slot: InputSlot): ResourceKind | undefined {
  const makes: readonly ResourceKind[] = taskEntry(source).outputs;
  return slot.kinds.find((kind) => makes.includes(kind));
}

/** What one text means in a slot, or why it does not fit there. */
export function readValue(text: string, slot: InputSlot, around: Surroundings): Fit {
  return takesText(slot) ? readText(text, slot, around) : readMedia(text, slot, around);
}

function followed(reference: WrittenReference, slot: InputSlot, around: Surroundings): Part {
  const target = around.follow(around.at, reference);
  if ('broken' in target) {
    return { from: 'hole', why: target.broken, reference };
  }
  return edgeKind(around.typeAt(target.to), slot) === undefined
    ? { from: 'hole', why: 'kind', reference }
    : { from: 'task', at: target.to, reference };
}

/** Between the names in a list that was written as one text. */
const SEPARATOR = /([,;\n]\s*)/;

function readText(text: string, slot: InputSlot, around: Surroundings): Fit {
  const file = textFile(text, around);
  if (file !== undefined) {
    return { items: [file] };
  }
  const named = readNames(text, slot, around);
  const parts = named ?? piecesOf(text).map((piece) => toPart(piece, slot, around));
  const [only] = parts;
  return { items: [parts.length === 1 && only !== undefined ? only : { from: 'template', parts }] };
}

function toPart(piece: string | WrittenReference, slot: InputSlot, around: Surroundings): Part {
  return typeof piece === 'string'
    ? { from: 'literal', value: piece }
    : followed(piece, slot, around);
}

function textFile(text: string, around: Surroundings): Part | undefined {
  const file = around.files.exact(text);
  return file?.kind === 'text' || file?.kind === 'table'
    ? { from: 'file', name: file.name }
    : undefined;
}

/** A text that is nothing but names of text files and references, set apart by commas or lines. */
function readNames(text: string, slot: InputSlot, around: Surroundings): Part[] | undefined {
  const names = text.length < 10_000 ? text.split(SEPARATOR) : [];
  const parts = names.flatMap((name, index): (Part | undefined)[] => {
    if (index % 2 === 1) {
      return [{ from: 'literal', value: name }];
    }
    const [piece, ...more] = piecesOf(name);
    const isReference = typeof piece === 'object' && more.length === 0;
    return [textFile(name, around) ?? (isReference ? followed(piece, slot, around) : undefined)];
  });
  const whole = parts.filter((part) => part !== undefined);
  const hasFile = whole.some((part) => part.from === 'file');
  return hasFile && whole.length === parts.length ? whole : undefined;
}

function readMedia(text: string, slot: InputSlot, around: Surroundings): Fit {
  const whole = readName(text, slot, around) ?? readName(text.trim(), slot, around);
  if (whole !== undefined) {
    return whole;
  }
  const items: Item[] = [];
  let taken: string | undefined;
  for (const name of text.split(SEPARATOR).filter((_, index) => index % 2 === 0)) {
    const fit = name.trim() === '' ? { items: [] } : readOne(name.trim(), slot, around);
    if ('misfit' in fit) {
      return fit;
    }
    items.push(...fit.items);
    taken ??= fit.taken;
  }
  return items.length === 0 ? { misfit: 'file', words: text } : { items, ...(taken && { taken }) };
}

function readOne(name: string, slot: InputSlot, around: Surroundings): Fit {
  const known = readName(name, slot, around);
  if (known !== undefined) {
    return known;
  }
  const pieces = piecesOf(name);
  const references = pieces.filter((piece) => typeof piece !== 'string');
  if (references.length === 0) {
    return { misfit: 'file', words: name };
  }
  const items = references.map((reference) => followed(reference, slot, around));
  const isAlone = pieces.every((piece) => typeof piece !== 'string' || piece.trim() === '');
  return isAlone ? { items } : { items, taken: name };
}

/** A known file or an address; undefined where the text is neither. */
function readName(name: string, slot: InputSlot, around: Surroundings): Fit | undefined {
  const bare = name.replace(/^(["'`])(.*)\1$/, '$2');
  const file = around.files.find(name) ?? around.files.find(bare);
  if (file !== undefined) {
    return takesFile(slot, file.kind)
      ? { items: [{ from: 'file', name: file.name }], ...(file.name !== name && { taken: name }) }
      : { misfit: 'kind', words: name };
  }
  if (!isAddress(bare)) {
    return undefined;
  }
  const kind = claimedKind(new URL(bare).pathname);
  return kind === undefined || takesFile(slot, kind)
    ? { items: [{ from: 'url', url: bare }] }
    : { misfit: 'kind', words: name };
}

/** Also a file of which only a part is taken. */
export function takesFile({ kinds }: InputSlot, kind: ResourceKind): boolean {
  return kindsOfFile(kind).some((each) => kinds.includes(each));
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>]{1,2000}$/i.test(text) && URL.canParse(text);
}

/** Parts as one item: neighbouring stretches of plain text made one. */
export function asText(parts: readonly Part[]): Item {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.from === 'literal' && last?.from === 'literal') {
      merged[merged.length - 1] = { from: 'literal', value: last.value + part.value };
    } else {
      merged.push(part);
    }
  }
  const [only] = merged;
  return merged.length === 1 && only !== undefined ? only : { from: 'template', parts: merged };
}
