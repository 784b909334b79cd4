// Where a task's picture, recording, table or text comes from: a file, what an earlier turn made, or an
// earlier task of the same plan.

import type { ResourceKind } from '../../../shared/media.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import type { AskedRequest } from '../controller.ts';
import type { Choice } from './choose.ts';
import { fileGroups, type Passage } from './passage.ts';
import type { Step, Subject } from './rule.ts';
import type { TokenLine } from './tokens.ts';

/** A task of the plan while it is put together. */
export interface Draft {
  readonly id: number;
  readonly step: Step;
  readonly args: Record<string, string>;
  readonly dependencies: Set<number>;
  /** Place of its choice; several drafts share one where a task is done for each of several files. */
  readonly place: number;
  /** Where its phrase begins: the tasks of one phrase share it. */
  readonly phrase: number;
}

/** Everything the sources of one request depend on. */
export interface Sources {
  readonly input: AskedRequest;
  readonly line: TokenLine;
  /** What the pictures of the request are. */
  readonly pictures: ReadonlySet<Subject>;
  readonly drafts: Draft[];
  /** Files that a task has taken. */
  readonly used: Set<string>;
}

export function makes(step: Step, kind: ResourceKind): boolean {
  return taskEntry(typeOf(step)).outputs.includes(kind);
}

/** The kind that a step exists for. */
export function mainKind(step: Step): ResourceKind | undefined {
  return taskEntry(typeOf(step)).outputs[0];
}

/** The task type that stands for a step in the plan. */
export function typeOf(step: Step): Exclude<Step, 'image-editing'> {
  return step === 'image-editing' ? 'image-to-image' : step;
}

/** Drafts of the latest place before `place` that make a kind; several where files were unfolded. */
export function latestMakers(
  drafts: readonly Draft[],
  kind: ResourceKind,
  fits: (draft: Draft) => boolean = ({ step }) => makes(step, kind),
): readonly Draft[] {
  const last = drafts.findLast(fits);
  return last === undefined
    ? []
    : drafts.filter((draft) => draft.place === last.place && draft.step === last.step);
}

const SEVERAL =
  /\b(?:both|they|them|images|pictures|photos|photographs|recordings|files|each of|all of)\b|这些|每/i;

/** Who asks for files: the choice, its passage, and a file that it must have. */
interface Asker {
  readonly choice: Choice;
  readonly passage: Passage;
  readonly fresh: string | undefined;
}

/** The files of a kind that a choice means: those it names, else the latest named, else those attached. */
export function filesFor(
  sources: Sources,
  kind: ResourceKind,
  { choice, passage, fresh }: Asker,
): readonly string[] {
  const groups = fileGroups(sources.line, kind);
  const isPlural = SEVERAL.test(passage.sentence);
  const isNamed = groups.some(({ start }) => start >= choice.start && start < choice.end);
  if (!isNamed && isPlural && groups.length > 1) {
    return [...new Set(groups.flatMap(({ names }) => names))];
  }
  const named =
    groups.find(({ names }) => fresh !== undefined && names.includes(fresh)) ??
    groups.find((group) => group.start >= choice.start && group.start < choice.end) ??
    groups.findLast((group) => group.start < choice.end) ??
    groups[0];
  if (named !== undefined) {
    return named.names;
  }
  const names = sources.input.attachments
    .filter((file) => file.kind === kind)
    .map(({ name }) => name);
  if (names.length > 0) {
    return isPlural ? names : names.slice(0, 1);
  }
  return sources.input.earlier
    .filter((file) => file.kind === kind)
    .map(({ name }) => name)
    .slice(-1);
}

/** A file of the kind in the choice's own passage that no task has taken yet. */
export function freshFile(
  sources: Sources,
  kind: ResourceKind,
  passage: Passage,
): string | undefined {
  return passage.files.find((file) => file.kind === kind && !sources.used.has(file.text))?.text;
}
