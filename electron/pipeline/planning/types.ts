// Makes every slot hold what its task type takes: finds what stands in for a broken reference or a
// missing argument where the meaning is plain, and refuses where it is not.

import type { ResourceKind } from '../../../shared/media.ts';
import type { Problem } from '../../../shared/plan.ts';
import type { InputSlot } from '../../../shared/task-slots.ts';
import { type TaskType, taskEntry } from '../../../shared/tasks.ts';
import { type Findings, problem, repair } from './findings.ts';
import type { Slots } from './fitting.ts';
import type { Break, Graph } from './graph.ts';
import type { KnownFiles } from './known-files.ts';
import type { NamedTask } from './names.ts';
import { edgeKind, type Hole, type Item, type Part, takesFile, takesText } from './values.ts';

/** A task whose arguments stand in slots; tasks are still told by their place. */
export interface Draft {
  readonly at: number;
  readonly id: number;
  readonly type: TaskType;
  readonly slots: Slots;
}

/** What a pass over all tasks works with. */
export interface Whole {
  readonly tasks: readonly NamedTask[];
  readonly ids: readonly number[];
  readonly graph: Graph;
  readonly files: KnownFiles;
  readonly findings: Findings;
}

/** The draft with every hole closed and every required slot filled, or problems noted. */
export function completeDraft(draft: Draft, whole: Whole): Draft {
  for (const [name, slot] of Object.entries(taskEntry(draft.type).inputs)) {
    const items = draft.slots.get(name);
    if (items !== undefined) {
      draft.slots.set(name, closeHoles(items, { draft, name, slot }, whole));
    }
  }
  return fillMissing(draft, whole);
}

interface Spot {
  readonly draft: Draft;
  readonly name: string;
  readonly slot: InputSlot;
}

function closeHoles(items: readonly Item[], spot: Spot, whole: Whole): readonly Item[] {
  const holes = items.flatMap(holesIn);
  const [first] = holes;
  if (first === undefined) {
    return items;
  }
  const isOne = holes.every((hole) => hole.reference.number === first.reference.number);
  const found = isOne ? standIn(first, spot, whole) : undefined;
  const isInText = items.some(({ from }) => from === 'template');
  if (found === undefined || (found.from === 'file' && isInText)) {
    refuseHole(first, spot, whole);
    return items;
  }
  const { draft, name } = spot;
  const what =
    found.from === 'task'
      ? `what task ${whole.ids[found.at] ?? 0} makes`
      : `the file ${found.name}`;
  const message = `The ${name} of task ${draft.id} (${draft.type}), ${first.reference.written}, leads nowhere; it was taken to be ${what}.`;
  repair(whole.findings, 'REFERENCE_REPLACED', message, draft.id);
  const close = (part: Part): Part => (part.from === 'hole' ? found : part);
  return items.map((item) =>
    item.from === 'template'
      ? { from: 'template', parts: item.parts.map(close) }
      : item.from === 'url'
        ? item
        : close(item),
  );
}

function holesIn(item: Item): readonly Hole[] {
  const parts = item.from === 'template' ? item.parts : item.from === 'url' ? [] : [item];
  return parts.filter((part): part is Hole => part.from === 'hole');
}

type StandIn = Extract<Part, { readonly from: 'task' | 'file' }>;

/** What a broken reference plainly meant: one task alone that fits, or one file alone. */
function standIn(hole: Hole, spot: Spot, whole: Whole): StandIn | undefined {
  const { draft, slot } = spot;
  const { reference } = hole;
  const makes = (at: number): boolean => {
    const source = whole.tasks[at];
    return at !== draft.at && source !== undefined && edgeKind(source.type, slot) !== undefined;
  };
  const stated = whole.tasks[draft.at]?.stated ?? [];
  if (
    stated.some((link) => 'number' in link && link.number === reference.number) &&
    hole.why !== 'kind'
  ) {
    return undefined; // the stated links say the same: nothing contradicts the broken reference
  }
  const [only, ...others] = [...(whole.graph.stated[draft.at] ?? [])].filter(makes);
  if (only !== undefined) {
    return others.length === 0 ? { from: 'task', at: only, reference } : undefined;
  }
  if (stated.length > 0) {
    return undefined;
  }
  const [before, ...more] = whole.tasks.map(({ at }) => at).filter((at) => at !== draft.at);
  if (before !== undefined && more.length === 0 && before < draft.at && makes(before)) {
    return { from: 'task', at: before, reference };
  }
  const isAlone = !whole.tasks.some(({ at }) => makes(at));
  return hole.why === 'self' && isAlone ? onlyFile(slot, whole.files) : undefined;
}

function onlyFile(slot: InputSlot, files: KnownFiles): StandIn | undefined {
  const whole = files.all.filter(({ kind }) => slot.kinds.includes(kind));
  const [only, ...others] =
    whole.length > 0 ? whole : files.all.filter(({ kind }) => takesFile(slot, kind));
  return only !== undefined && others.length === 0 ? { from: 'file', name: only.name } : undefined;
}

const CODES: Readonly<Record<Break, Problem['code']>> = {
  self: 'SELF_REFERENCE',
  dangling: 'DANGLING_REFERENCE',
  cycle: 'CYCLE',
  kind: 'WRONG_KIND',
};
const WORDS: Readonly<Record<Break, string>> = {
  self: 'the task itself',
  dangling: 'no task of the plan',
  cycle: 'a task that waits for it',
  kind: 'a task that makes no such thing',
};

function refuseHole(hole: Hole, { draft, name }: Spot, whole: Whole): void {
  const message = `The ${name} of task ${draft.id} (${draft.type}), ${hole.reference.written}, leads to ${WORDS[hole.why]}.`;
  problem(whole.findings, CODES[hole.why], { message, task: draft.id });
}

/** The plain control that HuggingGPT falls back to where a description is missing. */
const CONTROL_ALONE: Readonly<Partial<Record<TaskType, TaskType>>> = {
  'canny-text-to-image': 'canny-control',
  'depth-text-to-image': 'depth-estimation',
  'hed-text-to-image': 'hed-control',
  'mlsd-text-to-image': 'mlsd-control',
  'normal-text-to-image': 'normal-control',
  'openpose-text-to-image': 'openpose-control',
  'seg-text-to-image': 'image-segmentation',
};

function fillMissing(draft: Draft, whole: Whole): Draft {
  if (whole.findings.problems.some(({ task }) => task === draft.id)) {
    return draft; // refused already: what is missing may be what was refused
  }
  const inputs = Object.entries(taskEntry(draft.type).inputs);
  const empty = inputs.filter(([name]) => !draft.slots.has(name));
  if (whole.tasks[draft.at]?.open === 'arguments' && empty.length > 0) {
    const message = `The plan breaks off inside task ${draft.id} (${draft.type}).`;
    problem(whole.findings, 'CUT_SHORT', { message, task: draft.id });
    return draft;
  }
  for (const [name, slot] of empty.filter(([, { required }]) => required)) {
    const alone = takesText(slot) ? CONTROL_ALONE[draft.type] : undefined;
    const found = missing(draft, slot, whole) ?? (alone ? undefined : onlyFile(slot, whole.files));
    if (found !== undefined) {
      draft.slots.set(name, [found]);
      const what = found.from === 'file' ? `the attached ${found.name}` : 'what comes before it';
      const message = `Task ${draft.id} (${draft.type}) lacked its ${name} and was given ${what}.`;
      repair(whole.findings, 'ARGUMENT_FILLED', message, draft.id);
    } else if (alone !== undefined && draft.slots.has('image')) {
      const message = `Task ${draft.id} (${draft.type}) has no description, so it became ${alone}.`;
      repair(whole.findings, 'CONTROL_ALONE', message, draft.id);
      return { ...draft, type: alone };
    } else {
      const message = `Task ${draft.id} (${draft.type}) lacks its ${name}.`;
      problem(whole.findings, 'MISSING_ARGUMENT', { message, task: draft.id });
    }
  }
  return draft;
}

/** What the one stated link makes that the task does not use yet. */
function missing(draft: Draft, slot: InputSlot, whole: Whole): StandIn | undefined {
  const used = new Set([...draft.slots.values()].flat().flatMap(placesIn));
  const [only, ...others] = [...(whole.graph.stated[draft.at] ?? [])].filter((at) => {
    const source = whole.tasks[at];
    return !used.has(at) && source !== undefined && edgeKind(source.type, slot) !== undefined;
  });
  const reference = { number: whole.ids[only ?? 0], written: '' };
  return only !== undefined && others.length === 0
    ? { from: 'task', at: only, reference }
    : undefined;
}

/** The places that an item refers to. */
export function placesIn(item: Item): readonly number[] {
  const parts: readonly Item[] = item.from === 'template' ? item.parts : [item];
  return parts.flatMap((part) => (part.from === 'task' ? [part.at] : []));
}

/** The kind that a filled slot takes from a task; every hole has been closed before this is asked. */
export function kindTaken(source: TaskType, slot: InputSlot): ResourceKind {
  return edgeKind(source, slot) ?? slot.kinds[0] ?? 'text';
}
