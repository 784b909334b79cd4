// Valid plans for property tests, over the real table of task types, and the ways in which
// controllers write them (dialects) and spoil them (damages).

import fc from 'fast-check';
import type { ResourceKind } from '../../shared/media.ts';
import type { Argument, KnownFile, Plan, Task, TemplatePart, WireTask } from '../../shared/plan.ts';
import type { InputSlot } from '../../shared/task-slots.ts';
import { TASK_TYPES, type TaskType, taskEntry } from '../../shared/tasks.ts';

/** Two files of every kind, in folders and not, so that a kind alone never says which is meant. */
export const KNOWN: readonly KnownFile[] = [
  { name: 'cat.png', kind: 'image' },
  { name: 'holiday photos/Beach, south.jpg', kind: 'image' },
  { name: 'talk.wav', kind: 'audio' },
  { name: 'sounds/bird.mp3', kind: 'audio' },
  { name: 'clip.mp4', kind: 'video' },
  { name: 'notes.txt', kind: 'text' },
  { name: 'docs/read me.md', kind: 'text' },
  { name: 'sales.csv', kind: 'table' },
  { name: 'iris.tsv', kind: 'table' },
];

const URLS: Readonly<Record<ResourceKind, string>> = {
  image: 'https://example.com/a/picture.png?size=2',
  audio: 'https://example.com/sound',
  video: 'https://example.com/film.mp4',
  table: 'http://example.com/data.csv',
  text: 'https://example.com/text.txt',
};

/** Texts that look like something else: brackets, quotes, Python, file names, near references. */
const TRICKY = [
  'a field of wildflowers',
  "it's the person's dog",
  'he said "yes", then left',
  'brackets ] } [ { everywhere ]}, {"task": "x"}',
  'what is in cat.png?',
  'line one\nline two\ttabbed',
  'None',
  'true',
  '42',
  'C:\\temp\\new',
  '<resource> of node - 3',
  'a, b, c',
  'naïve café ☕ 图片',
  '// no comment /* here */',
  'ends with a backslash \\',
  "'quoted'",
  '`code`',
  '```json\n[]\n```',
  ' padded ',
];

const literalText = fc
  .oneof(
    fc.constantFrom(...TRICKY),
    fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'\'"[]{},:\\\n -1<>a') }),
  )
  .filter((text) => text.trim() !== '' && !/<(?:resource|generated|node)/i.test(text));

/** Numbers that the plan's shape is drawn from; `take` gives the next in [0, below). */
interface Draw {
  readonly take: (below: number) => number;
  readonly text: () => string;
}

function drawFrom(numbers: readonly number[], texts: readonly string[]): Draw {
  let at = 0;
  let textAt = 0;
  return {
    take: (below) => (numbers[at++ % numbers.length] ?? 0) % below,
    text: () => texts[textAt++ % texts.length] ?? 'text',
  };
}

/** A plan in canonical form: tasks after those they wait for, ids counted from `first`. */
export const validPlan: fc.Arbitrary<Plan> = plansOf((count) =>
  fc.constant(Array.from({ length: count }, (_, index) => index)),
);

/** The same with any ids, in any order. */
export const anyIdPlan: fc.Arbitrary<Plan> = plansOf((count) =>
  fc.uniqueArray(fc.nat({ max: 5000 }), { minLength: count, maxLength: count }),
);

function plansOf(ids: (count: number) => fc.Arbitrary<readonly number[]>): fc.Arbitrary<Plan> {
  return fc
    .integer({ min: 0, max: 7 })
    .chain((count) =>
      fc.tuple(
        ids(count),
        fc.array(fc.nat({ max: 1_000_000 }), { minLength: 60, maxLength: 60 }),
        fc.array(literalText, { minLength: 12, maxLength: 12 }),
      ),
    )
    .map(([own, numbers, texts]) => buildPlan(own, drawFrom(numbers, texts)));
}

function buildPlan(ids: readonly number[], draw: Draw): Plan {
  const plan: Task[] = [];
  for (const id of ids) {
    const type = TASK_TYPES[draw.take(TASK_TYPES.length)] ?? 'image-to-text';
    const filled = Object.entries(taskEntry(type).inputs).flatMap(([name, slot]) =>
      slot.required || draw.take(2) === 0 ? [[name, buildArgument(slot, plan, draw)] as const] : [],
    );
    const referenced = filled.flatMap(([, argument]) => tasksIn(argument));
    const alsoStated = plan.filter(() => draw.take(8) === 0).map((task) => task.id);
    const dependencies = [...new Set([...referenced, ...alsoStated])].sort((a, b) => a - b);
    plan.push({ id, type, dependencies, arguments: Object.fromEntries(filled) });
  }
  return plan;
}

function tasksIn(argument: Argument): readonly number[] {
  const parts: readonly Argument[] = argument.from === 'template' ? argument.parts : [argument];
  return parts.flatMap((part) => (part.from === 'task' ? [part.task] : []));
}

/** The kind in which a slot takes from a task, the slot's preferred one first. */
export function kindOfEdge(source: TaskType, slot: InputSlot): ResourceKind | undefined {
  const made: readonly ResourceKind[] = taskEntry(source).outputs;
  return slot.kinds.find((kind) => made.includes(kind));
}

function buildArgument(slot: InputSlot, before: readonly Task[], draw: Draw): Argument {
  const takesText = slot.kinds.includes('text');
  const references = before.flatMap(({ id, type }): TemplatePart[] => {
    const kind = kindOfEdge(type, slot);
    return kind === undefined ? [] : [{ from: 'task', task: id, kind }];
  });
  const way = draw.take(4);
  const reference = references[draw.take(Math.max(1, references.length))];
  if (reference !== undefined && way < 2) {
    return takesText && draw.take(2) === 0 ? buildTemplate(reference, references, draw) : reference;
  }
  if (takesText && way === 2) {
    return { from: 'literal', value: draw.text() };
  }
  const kinds = takesText ? ['text', 'table'] : slot.kinds;
  const files = KNOWN.filter(({ kind }) => kinds.includes(kind));
  const file = files[draw.take(Math.max(1, files.length))];
  if (file !== undefined && (takesText || draw.take(3) > 0)) {
    return takesText && draw.take(2) === 0
      ? { from: 'literal', value: draw.text() }
      : { from: 'file', name: file.name };
  }
  return { from: 'url', url: URLS[slot.kinds[0] ?? 'image'] };
}

function buildTemplate(
  first: TemplatePart,
  references: readonly TemplatePart[],
  draw: Draw,
): Argument {
  const last = references[draw.take(references.length)] ?? first;
  const parts: TemplatePart[] = [first, { from: 'literal', value: draw.text() }];
  if (draw.take(2) === 0) {
    parts.unshift({ from: 'literal', value: draw.text() });
  }
  if (draw.take(2) === 0) {
    parts.push(last);
  }
  return { from: 'template', parts };
}

/** How a controller writes a plan: names of the fields, quotes, what stands around it. */
export interface Dialect {
  readonly nameField: string;
  readonly depField: string;
  readonly argsField: string;
  readonly reference: (task: number) => string;
  readonly typeName: (type: TaskType) => string;
  readonly ids: 'numbers' | 'strings' | 'none' | 'from-1';
  readonly quotes: 'json' | 'python';
  readonly isIndented: boolean;
  /** Arguments as a bare list, where every slot up to the last one used is filled. */
  readonly listsArguments: boolean;
  /** Index of the field that stands first; the others follow in turn. */
  readonly firstField: number;
  readonly around: readonly [string, string];
}

const typeNames: readonly ((type: TaskType) => string)[] = [
  (type) => type,
  (type) => type.toUpperCase(),
  (type) => type.replaceAll('-', ' '),
  (type) => type.replaceAll('-', '_'),
  (type) => type.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  (type) => taskEntry(type).aliases.split(' ')[0] ?? type,
];

export const dialect: fc.Arbitrary<Dialect> = fc.record({
  nameField: fc.constantFrom('task', 'type', 'name', 'Task'),
  depField: fc.constantFrom('dep', 'deps', 'dependencies', 'depends_on'),
  argsField: fc.constantFrom('args', 'arguments', 'inputs'),
  reference: fc.constantFrom<((task: number) => string)[]>(
    (task) => `<resource>-${task}`,
    (task) => `<resource-${task}>`,
    (task) => `<GENERATED>-${task}`,
    (task) => `<GENERATED-${task}>`,
    (task) => `<node-${task}>`,
  ),
  typeName: fc.constantFrom(...typeNames),
  ids: fc.constantFrom('numbers', 'strings', 'none', 'from-1'),
  quotes: fc.constantFrom('json', 'python'),
  isIndented: fc.boolean(),
  listsArguments: fc.boolean(),
  firstField: fc.nat({ max: 3 }),
  around: fc.constantFrom<(readonly [string, string])[]>(
    ['', ''],
    ['Sure! Here is the plan [as JSON]:\n\n```json\n', '\n```\nTell me if it\'s "right" {or not}.'],
    ['<think>Something like [{"a": 1}]? No, see [1].</think>\n', ''],
    ['I would answer []: no.\n', '\n\nThat is it, and that\'s all: "done".'],
  ),
});

/** A task in a dialect, before it is written out. */
export type WrittenTask = Record<string, unknown>;

/** The wire form in the words of a dialect. */
export function speak(wire: readonly WireTask[], way: Dialect): WrittenTask[] {
  const shift = way.ids === 'from-1' ? 1 : 0;
  return wire.map(({ task, id, dep, args }) => {
    const number = id + shift;
    const deps = dep.map((to) => (to === -1 ? -1 : to + shift));
    const spoken = Object.entries(args).map(([slot, text]) => [
      slot,
      text.replace(/<resource-(\d+)>|<resource>-(\d+)/g, (whole, closed, open) => {
        const written = way.reference(Number(closed ?? open) + shift);
        // Only the closed form may stand before a digit.
        return closed === undefined || written.endsWith('>')
          ? written
          : whole.replace(closed, String(Number(closed) + shift));
      }),
    ]);
    const fields = {
      // Printed plans hold task types; resolving them again would hide a wrong one.
      [way.nameField]: way.typeName(task as TaskType),
      ...(way.ids === 'none' ? {} : { id: way.ids === 'strings' ? String(number) : number }),
      [way.depField]: way.ids === 'strings' ? deps.map(String) : deps,
      [way.argsField]:
        way.listsArguments && isPrefix(task, args)
          ? spoken.map(([, text]) => text)
          : Object.fromEntries(spoken),
    };
    const entries = Object.entries(fields);
    const first = way.firstField % entries.length;
    return Object.fromEntries([...entries.slice(first), ...entries.slice(0, first)]);
  });
}

/** Whether the filled slots are the first ones of the type, so that a bare list can stand for them. */
function isPrefix(task: string, args: WireTask['args']): boolean {
  const slots = Object.keys(taskEntry(task as TaskType).inputs); // a printed plan holds task types
  const filled = Object.keys(args);
  return filled.every((slot, index) => slot === slots[index]);
}

/** Written out, without what stands around it. */
export function writeOut(
  tasks: readonly WrittenTask[],
  way: Pick<Dialect, 'quotes' | 'isIndented'>,
): string {
  return way.quotes === 'python'
    ? python(tasks)
    : JSON.stringify(tasks, null, way.isIndented ? 2 : 0);
}

/** As Python's repr() writes it. */
function python(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(python).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${python(key)}: ${python(inner)}`);
    return `{${entries.join(', ')}}`;
  }
  if (typeof value !== 'string') {
    return value === true
      ? 'True'
      : value === false
        ? 'False'
        : value === null
          ? 'None'
          : String(value);
  }
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}

/** The plan that a dialect's text should give: the same, its ids counted from 1 where it counts so. */
export function meantBy(plan: Plan, way: Dialect): Plan {
  return way.ids === 'from-1' ? renumber(plan, (id) => id + 1) : plan;
}

export function renumber(plan: Plan, map: (id: number) => number): Plan {
  const part = (piece: TemplatePart): TemplatePart =>
    piece.from === 'task' ? { ...piece, task: map(piece.task) } : piece;
  const argument = (whole: Argument): Argument => {
    if (whole.from === 'template') {
      return { ...whole, parts: whole.parts.map(part) };
    }
    return whole.from === 'url' ? whole : part(whole);
  };
  return plan.map((task) => ({
    ...task,
    id: map(task.id),
    dependencies: task.dependencies.map(map).sort((a, b) => a - b),
    arguments: Object.fromEntries(
      Object.entries(task.arguments).map(([slot, whole]) => [slot, argument(whole)]),
    ),
  }));
}
