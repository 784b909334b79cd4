// Brings what was written into one form: a list of tasks with a name, perhaps an id, what they wait
// for and their arguments as texts. What names and numbers mean is for the passes after it.

import type { Extraction } from './extract.ts';
import {
  type Fields,
  idsOf,
  isFieldName,
  isRecord,
  namesOf,
  otherEntries,
  plainKey,
  readField,
} from './fields.ts';
import { type Findings, LIMITS, problem } from './findings.ts';
import { referencesIn } from './references.ts';

/** One argument as it was written. */
export interface Entry {
  /** Undefined where the arguments are a bare list. */
  readonly key: string | undefined;
  readonly values: readonly string[];
  readonly isList: boolean;
  /** A number or a yes/no: a setting rather than something to work on. */
  readonly isSetting: boolean;
  /** False where a value is neither a text nor a number. */
  readonly isReadable: boolean;
}

/** A task that another waits for, by number or by the name of its type. */
export type StatedLink = number | string;

export interface WrittenTask {
  /** Place in the list, from 0. */
  readonly at: number;
  /** What may be the task type, the likeliest first. */
  readonly names: readonly string[];
  readonly id: number | undefined;
  readonly stated: readonly StatedLink[];
  readonly entries: readonly Entry[];
  /** The text ended before this task was closed; where, says what may be missing from it. */
  readonly open: 'no' | 'task' | 'arguments';
}

export interface WrittenLink {
  readonly source: StatedLink;
  readonly target: StatedLink;
}

export interface WrittenPlan {
  readonly tasks: readonly WrittenTask[];
  readonly links: readonly WrittenLink[];
}

/** The tasks and links of a list, or undefined with problems noted. */
export function shapePlan(found: Extraction, findings: Findings): WrittenPlan | undefined {
  const holder = found.list.length === 1 ? holderOf(found.list[0]) : undefined;
  const written = (holder === undefined ? found.list : asList(readField(holder, 'tasks')))
    .flat()
    .filter((entry) => entry !== null);
  if (written.length > LIMITS.tasks) {
    problem(findings, 'TOO_MANY_TASKS', { message: tooMany(written.length) });
    return undefined;
  }
  const open = openPart(found.missing, holder);
  if (open === undefined || !isWhole(written, open)) {
    problem(findings, 'CUT_SHORT', {
      message: `The plan breaks off at task ${written.length}: more was to come.`,
    });
    return undefined;
  }
  const tasks = written.flatMap((entry, at) => {
    const part = at === written.length - 1 ? open : 'no';
    return shapeTask(entry, { at, open: part }, findings);
  });
  const links = holder === undefined ? [] : asList(readField(holder, 'links')).flatMap(shapeLink);
  if (tasks.reduce((sum, { stated }) => sum + stated.length, links.length) > LIMITS.links) {
    problem(findings, 'TOO_MANY_ARGUMENTS', {
      message: `The plan states more than ${LIMITS.links} links between its tasks.`,
    });
  }
  return findings.problems.length > 0 ? undefined : { tasks, links };
}

export function tooMany(count: number): string {
  return `The plan has ${count} tasks, and ${LIMITS.tasks} are taken.`;
}

/** The object that holds the list of tasks in a field, such as TaskBench's "task_nodes". */
function holderOf(entry: unknown, depth = 0): Fields | undefined {
  if (!isRecord(entry)) {
    return undefined;
  }
  const inner = readField(entry, 'tasks');
  if (Array.isArray(inner)) {
    return entry;
  }
  return depth < 2 && isRecord(inner) ? holderOf(inner, depth + 1) : undefined;
}

/** Which part of the last task the missing brackets leave open; undefined where more may be lost. */
function openPart(missing: string, holder: Fields | undefined): WrittenTask['open'] | undefined {
  if (missing === '') {
    return 'no';
  }
  if (holder !== undefined) {
    const linked = readField(holder, 'links') !== undefined;
    return missing === '}]' || missing === '}' || (linked && missing === ']}]') ? 'no' : undefined;
  }
  const parts: Readonly<Record<string, WrittenTask['open']>> = {
    ']': 'no',
    '}]': 'task',
    '}}]': 'arguments',
  };
  return Object.hasOwn(parts, missing) ? parts[missing] : undefined;
}

/** Whether an unclosed last task has every field that the others have. */
function isWhole(written: readonly unknown[], open: WrittenTask['open']): boolean {
  if (open === 'no') {
    return true;
  }
  const last = written.at(-1);
  const model = written.length > 1 ? written[0] : undefined;
  const wanted = isRecord(model) ? Object.keys(model).map(plainKey) : ['id', 'dep', 'args'];
  const there = isRecord(last) ? Object.keys(last).map(plainKey) : [];
  return wanted.every((key) => there.includes(key));
}

function shapeTask(
  written: unknown,
  place: Pick<WrittenTask, 'at' | 'open'>,
  findings: Findings,
): readonly WrittenTask[] {
  const names = isRecord(written) ? namesOf(written) : [];
  if (!isRecord(written) || names.length === 0) {
    problem(findings, 'BAD_SHAPE', {
      message: `Task ${place.at + 1} of the plan does not say what kind of task it is.`,
    });
    return [];
  }
  const entry = withoutSwallowed(written);
  const id = idsOf(entry)
    .map(numberIn)
    .find((number) => number !== undefined);
  const entries = shapeArguments(entry);
  const stated = shapeStated(readField(entry, 'dep'));
  if (
    entries.length > LIMITS.arguments ||
    stated.length + countReferences(entries) > LIMITS.tasks
  ) {
    problem(findings, 'TOO_MANY_ARGUMENTS', {
      message: `Task ${place.at + 1} of the plan has more arguments or links than are taken.`,
    });
  }
  if (entries.some((argument) => !argument.isReadable)) {
    problem(findings, 'BAD_SHAPE', {
      message: `Task ${place.at + 1} of the plan has an argument that is neither a text nor a list.`,
    });
  }
  return [{ ...place, names, id, stated, entries }];
}

/** Takes id and links back out of arguments that were closed too late and swallowed them. */
function withoutSwallowed(task: Fields): Fields {
  const args = readField(task, 'args');
  const inner = isRecord(args) ? Object.entries(args) : [];
  const lacksLinks = readField(task, 'dep') === undefined;
  const lacksId = idsOf(task).length === 0;
  const outer = inner.filter(
    ([key]) => (lacksLinks && isFieldName(key, 'dep')) || (lacksId && plainKey(key) === 'id'),
  );
  if (outer.length === 0) {
    return task;
  }
  const rest = inner.filter((pair) => !outer.includes(pair));
  return { ...task, ...Object.fromEntries(outer), args: Object.fromEntries(rest) };
}

function countReferences(entries: readonly Entry[]): number {
  return entries.flatMap(({ values }) => values.flatMap(referencesIn)).length;
}

/** A number from 0, or the one number in a short word such as "task-2"; else undefined. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value < 1e9 ? value : undefined;
  }
  const digits =
    typeof value === 'string' ? /^(?!\s*-)\D{0,20}?(\d{1,9})\D{0,2}$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

const NOTHING = new Set(['', '-1', 'none', 'null', 'n/a', 'na', '-', 'undefined', '[]', '{}']);

/** Whether a text only says that there is nothing. */
export function saysNothing(text: string): boolean {
  return NOTHING.has(text.trim().toLowerCase());
}

function shapeStated(value: unknown): readonly StatedLink[] {
  return asList(value)
    .flat()
    .flatMap((entry) => (typeof entry === 'string' ? entry.split(',') : [entry]))
    .flatMap((entry) => shapeEnd(entry));
}

/** One end of a link: a number, or the name of a task type. */
function shapeEnd(value: unknown): readonly StatedLink[] {
  const number = numberIn(value);
  if (number !== undefined) {
    return [number];
  }
  if (typeof value === 'object') {
    return ['an unreadable entry'];
  }
  return typeof value === 'string' && !saysNothing(value) ? [value] : [];
}

function shapeLink(entry: unknown): readonly WrittenLink[] {
  if (!isRecord(entry)) {
    return [];
  }
  const [source] = shapeEnd(readField(entry, 'source'));
  const [target] = shapeEnd(readField(entry, 'target'));
  return source === undefined || target === undefined ? [] : [{ source, target }];
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function shapeArguments(task: Fields): readonly Entry[] {
  const written = readField(task, 'args');
  if (written === undefined) {
    return otherEntries(task).map(([key, value]) => toEntry(key, value));
  }
  if (isRecord(written)) {
    return Object.entries(written).map(([key, value]) => toEntry(key, value));
  }
  const [only, ...others] = asList(written);
  const list = Array.isArray(only) && others.length === 0 ? only : asList(written); // [[…]] is […]
  return list.flatMap((value: unknown) => {
    if (!isRecord(value)) {
      return [toEntry(undefined, value)];
    }
    const { name } = value;
    return typeof name === 'string' && Object.hasOwn(value, 'value')
      ? [toEntry(name, value.value)]
      : Object.entries(value).map(([key, inner]) => toEntry(key, inner));
  });
}

function toEntry(key: string | undefined, value: unknown): Entry {
  const values = asList(value);
  return {
    key,
    values: values.map((inner) => (typeof inner === 'object' ? '' : String(inner))),
    isReadable: values.every((inner) => typeof inner !== 'object' || inner === null),
    isList: Array.isArray(value) && value.length > 1,
    isSetting: typeof value === 'number' || typeof value === 'boolean',
  };
}
