// Settles the numbers of a plan whose decoding was held (plan-grammar.ts), task by task while it streams: a
// grammar can't count, so that ids may repeat and numbers may lead nowhere. What is right is not touched.

import { z } from 'zod';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { ResourceKind } from '../../shared/media.ts';
import type { InputSlot } from '../../shared/task-slots.ts';
import { TaskTypeSchema, taskEntry } from '../../shared/tasks.ts';
import { writeReference } from '../../shared/wire.ts';
import { piecesOf, type WrittenReference } from '../pipeline/planning/references.ts';
import { createBrackets } from './brackets.ts';

/** A task of PLAN_FORM. */
const HeldTaskSchema = z
  .strictObject({
    task: TaskTypeSchema,
    id: z.number().int().nonnegative(),
    dep: z.array(z.number().int()).readonly(),
    args: z.array(z.strictObject({ name: z.string(), value: z.string() })).readonly(),
  })
  .readonly();
type HeldTask = z.infer<typeof HeldTaskSchema>;
type HeldArgument = HeldTask['args'][number];

/** A task that came before. */
interface Earlier {
  readonly written: number;
  readonly id: number;
  readonly makes: readonly ResourceKind[];
}

/** The list as it streams; a task comes when it is closed. Text that is no list of tasks stays as it is. */
export async function* settledPlan(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  const brackets = createBrackets();
  const settle = createSettling();
  let task = '';
  for await (const piece of pieces) {
    let settled = '';
    for (const character of piece) {
      const isWithin = Math.max(brackets.depth, brackets.read(character)) > 1;
      task += isWithin ? character : '';
      settled += isWithin ? '' : character;
      if (isWithin && brackets.depth < 2) {
        settled += settle(task);
        task = '';
      }
    }
    if (settled !== '') {
      yield settled;
    }
  }
  if (task !== '') {
    yield task;
  }
}

function createSettling(): (text: string) => string {
  const earlier: Earlier[] = [];
  return (text) => {
    // What is no task is for the plan compiler to say.
    const task = HeldTaskSchema.safeParse(jsonOrNothing(text)).data;
    if (task === undefined) {
      return text;
    }
    const settled = settleTask(task, earlier);
    earlier.push({ written: task.id, id: settled.id, makes: taskEntry(task.task).outputs });
    const isRight = JSON.stringify(settled) === JSON.stringify(task);
    return isRight ? text : JSON.stringify(settled);
  };
}

function settleTask(task: HeldTask, earlier: readonly Earlier[]): HeldTask {
  const used = new Set<number>();
  const args = task.args.flatMap((argument) => {
    const { inputs } = taskEntry(task.task);
    const slot = Object.hasOwn(inputs, argument.name) ? inputs[argument.name] : undefined;
    return slot === undefined ? [argument] : settleArgument(argument, { slot, earlier, used });
  });
  const dep = settleLinks(task.dep, earlier, used);
  return { task: task.task, id: freeId(task.id, earlier), dep, args };
}

function freeId(written: number, earlier: readonly Earlier[]): number {
  const taken = earlier.map(({ id }) => id);
  return taken.includes(written) ? Math.max(...taken) + 1 : written;
}

interface Spot {
  readonly slot: InputSlot;
  readonly earlier: readonly Earlier[];
  /** Ids of the tasks that the arguments so far lead to. */
  readonly used: Set<number>;
}

const UNSAID = '…';

function settleArgument(argument: HeldArgument, spot: Spot): readonly HeldArgument[] {
  const { name, value } = argument;
  const { kinds, required } = spot.slot;
  const pieces = piecesOf(value);
  if (!kinds.includes('text')) {
    const [reference, ...others] = pieces;
    const isReference = typeof reference === 'object' && others.length === 0;
    const settled = isReference ? settleReference(reference, '', spot) : undefined;
    return [{ name, value: settled ?? value }];
  }
  if (value.trim() === '') {
    return required ? [{ name, value: UNSAID }] : []; // the compiler takes it for nothing
  }
  const settled = pieces.map((piece, at) => {
    const next = pieces[at + 1];
    return typeof piece === 'string'
      ? piece
      : (settleReference(piece, typeof next === 'string' ? next : '', spot) ?? plainly(piece));
  });
  return [{ name, value: settled.join('') }];
}

/** As words, where no task makes a text. */
function plainly({ written }: WrittenReference): string {
  return written.replaceAll(/[<>]/g, '');
}

/** To the task that has the number, or else to the latest that makes such a thing, if there is one. */
function settleReference(
  { number, written }: WrittenReference,
  following: string,
  { slot, earlier, used }: Spot,
): string | undefined {
  const makers = earlier.filter(({ makes }) => makes.some((kind) => slot.kinds.includes(kind)));
  const meant = makers.findLast((maker) => maker.written === number) ?? makers.at(-1);
  if (meant === undefined) {
    return undefined;
  }
  used.add(meant.id);
  return meant.id === number ? written : writeReference(meant.id, following);
}

/** With all that the arguments lead to, and without what is not there. */
function settleLinks(
  written: readonly number[],
  earlier: readonly Earlier[],
  used: ReadonlySet<number>,
): readonly number[] {
  const meant = written.map((number) => earlier.findLast((task) => task.written === number)?.id);
  const isRight =
    written.every((number, at) => number < 0 || meant[at] === number) &&
    [...used].every((id) => written.includes(id));
  if (isRight) {
    return written;
  }
  const ids = new Set([...meant.filter((id) => id !== undefined), ...used]);
  return ids.size === 0 ? [-1] : [...ids].sort((a, b) => a - b);
}
