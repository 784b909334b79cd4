// Turns chosen steps into tasks that feed one another: each takes what it names, else what the task
// before it made, else a file of the request. What tasks are told in words belongs to words-of.ts.

import type { ResourceKind } from '../../../shared/media.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { Choice } from './choose.ts';
import { MOST_PICTURES, picturesAsked } from './counted-pictures.ts';
import type { Passage } from './passage.ts';
import type { Step } from './rule.ts';
import {
  type Draft,
  filesFor,
  freshFile,
  latestMakers,
  mainKind,
  makes,
  type Sources,
  typeOf,
} from './sources.ts';
import { isOrdered, textArguments } from './texts.ts';
import { extrasOf } from './words-of.ts';

/** A slot's content, with the tasks that it comes from. */
export interface Filling {
  readonly value: string;
  readonly from: readonly number[];
}

/** One choice at its place in the plan. */
export interface Placed {
  readonly choice: Choice;
  readonly passage: Passage;
  readonly place: number;
  /** True where the plan is not this choice alone. */
  readonly isOneOfSeveral: boolean;
}

type MediaKind = Exclude<ResourceKind, 'text'>;
/** Steps whose picture is a map or a marked copy of another, rarely what one goes on with. */
const LOOKS_ONLY: ReadonlySet<Step> = new Set<Step>([
  'object-detection',
  'image-segmentation',
  'depth-estimation',
  'canny-control',
  'hed-control',
  'mlsd-control',
  'normal-control',
  'openpose-control',
]);
/** Steps that say what a picture is: boxes drawn on it would only be in their way. */
const SEES: ReadonlySet<Step> = new Set<Step>(['image-to-text', 'image-classification']);
/** What a picture made on a control takes. */
const CONTROLS: Readonly<Partial<Record<Step, Step>>> = {
  'canny-text-to-image': 'canny-control',
  'hed-text-to-image': 'hed-control',
  'mlsd-text-to-image': 'mlsd-control',
  'normal-text-to-image': 'normal-control',
  'openpose-text-to-image': 'openpose-control',
  'depth-text-to-image': 'depth-estimation',
  'seg-text-to-image': 'image-segmentation',
};

/** Adds the tasks of one choice; more than one where it is done for each of several files, or several times. */
export function addTasks(sources: Sources, placed: Placed): void {
  const { choice, passage } = placed;
  const slot = mediaSlot(choice.step);
  const media = slot === undefined ? [] : mediaFillings(sources, placed, slot.kinds);
  if (slot !== undefined && media.length === 0 && placed.isOneOfSeveral) {
    return; // nothing to work on: the rest of the plan can be done without it
  }
  if (needsReader(sources, placed)) {
    addReader(sources, placed);
  }
  const texts = textArguments(sources, placed);
  const times = Math.min(MOST_PICTURES, picturesAsked(choice.step, passage));
  for (const filling of repeated(media.length === 0 ? [undefined] : media, times)) {
    const draft = newDraft(sources, placed);
    if (filling !== undefined && slot !== undefined) {
      setSlot(draft, slot.name, filling);
    }
    for (const [name, text] of Object.entries(texts)) {
      setSlot(draft, name, text);
    }
    Object.assign(draft.args, extrasOf(choice.step, passage));
    sources.drafts.push(draft);
  }
}

function repeated<Item>(items: readonly Item[], times: number): readonly Item[] {
  return items.flatMap((item) => Array.from({ length: times }, () => item));
}

function newDraft(sources: Sources, { choice, place }: Placed): Draft {
  return {
    id: sources.drafts.length,
    step: choice.step,
    args: {},
    dependencies: new Set(),
    place,
    phrase: choice.start,
  };
}

export function setSlot(draft: Draft, name: string, filling: Filling): void {
  draft.args[name] = filling.value;
  for (const id of filling.from) {
    draft.dependencies.add(id);
  }
}

function mediaSlot(step: Step): { name: string; kinds: readonly MediaKind[] } | undefined {
  for (const [name, slot] of Object.entries(taskEntry(typeOf(step)).inputs)) {
    const kinds = slot.kinds.filter((kind): kind is MediaKind => kind !== 'text');
    if (kinds.length > 0) {
      return { name, kinds };
    }
  }
  return undefined;
}

type MediaFilling = Filling & { readonly kind: MediaKind };

function mediaFillings(
  sources: Sources,
  placed: Placed,
  kinds: readonly MediaKind[],
): readonly MediaFilling[] {
  const control = CONTROLS[placed.choice.step];
  if (control !== undefined) {
    const made = latestMakers(sources.drafts, 'image', ({ step }) => step === control);
    if (made.length > 0) {
      return made.map(({ id }) => ({ value: `<resource>-${id}`, from: [id], kind: 'image' }));
    }
  }
  for (const kind of kinds) {
    const file = freshFile(sources, kind, placed.passage);
    if (file !== undefined) {
      return takeFiles(sources, placed, { kind, fresh: file });
    }
    const makers = latestMakers(sources.drafts, kind, (draft) => feeds(draft, placed, kind));
    if (makers.length > 0) {
      return makers.map(({ id }) => ({ value: `<resource>-${id}`, from: [id], kind }));
    }
    const files = takeFiles(sources, placed, { kind });
    if (files.length > 0) {
      return files;
    }
  }
  return [];
}

function takeFiles(
  sources: Sources,
  { choice, passage }: Placed,
  { kind, fresh }: { kind: MediaKind; fresh?: string },
): readonly MediaFilling[] {
  const names = filesFor(sources, kind, { choice, passage, fresh });
  for (const name of names) {
    sources.used.add(name);
  }
  return names.map((value) => ({ value, from: [], kind }));
}

/** Whether what a step made is what the placed one works on; maps of a picture only where told so. */
function feeds({ step, phrase }: Draft, placed: Placed, kind: MediaKind): boolean {
  const isBeside =
    LOOKS_ONLY.has(step) && (LOOKS_ONLY.has(placed.choice.step) || phrase === placed.choice.start);
  const isMarked = step === 'object-detection' && SEES.has(placed.choice.step);
  return mainKind(step) === kind && !isMarked && (!isBeside || isOrdered(placed));
}

/** Steps that need a text to work on, so that a picture or a recording is read for them. */
const READS: ReadonlySet<Step> = new Set<Step>([
  'translation',
  'summarization',
  'token-classification',
  'text-classification',
  'text-to-speech',
  'text-to-video',
  'text2text-generation',
]);

/** Steps that work on a text only where the words say so: "a dialogue based on it". */
const MAY_READ: ReadonlySet<Step> = new Set<Step>(['conversational', 'text-generation']);
const POINTS_AT =
  /\b(?:it|its|this|these|that|them|image|picture|photo|document|text|file|audio|recording|table)\b|图|录音|文件/i;

function needsReader(sources: Sources, { choice, passage }: Placed): boolean {
  return (
    (READS.has(choice.step) || (MAY_READ.has(choice.step) && POINTS_AT.test(passage.words))) &&
    !hasTextSource(sources, passage)
  );
}

function hasTextSource(sources: Sources, passage: Passage): boolean {
  return (
    passage.quotes.length > 0 ||
    sources.drafts.some((draft) => makes(draft.step, 'text')) ||
    sources.line.tokens.some((token) => token.type === 'quote' || token.kind === 'text') ||
    sources.input.attachments.some(({ kind }) => kind === 'text')
  );
}

/** A task that turns the picture or the recording at hand into text. */
function addReader(sources: Sources, placed: Placed): void {
  const reader = sources.pictures.has('tabled-image') ? 'tabular-classification' : 'image-to-text';
  for (const [kind, step] of [
    ['image', reader],
    ['audio', 'automatic-speech-recognition'],
  ] as const) {
    const media = mediaFillings(sources, placed, [kind]);
    for (const filling of media) {
      const draft = { ...newDraft(sources, placed), step };
      setSlot(draft, step === 'tabular-classification' ? 'table' : kind, filling);
      sources.drafts.push(draft);
    }
    if (media.length > 0) {
      return;
    }
  }
}
