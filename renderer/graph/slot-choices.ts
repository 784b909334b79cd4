// What could stand in a slot of a task: the files of the request, and what other tasks make.

import { claimedKind, kindsOfFile, type ResourceKind } from '../../shared/media.ts';
import { type Argument, downstreamCone, type Task, type TaskId } from '../../shared/plan.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import { printArgument, writeReference } from '../../shared/wire.ts';

export type SlotChoice = {
  /** As it is written on the wire. */
  readonly wire: string;
  /** As the slot takes it: of a video perhaps its sound. */
  readonly kind: ResourceKind;
} & (
  | { readonly from: 'file'; readonly name: string }
  | { readonly from: 'task'; readonly task: TaskId; readonly type: TaskType }
);

interface ChoicesOptions {
  readonly tasks: readonly Task[];
  readonly files: readonly { readonly name: string; readonly kind: ResourceKind }[];
}

/** The files first, then tasks in their order; never one that needs this task itself. */
export function choicesFor(
  task: Task,
  slot: string,
  options: ChoicesOptions,
): readonly SlotChoice[] {
  const kinds = taskEntry(task.type).inputs[slot]?.kinds ?? [];
  const present = task.arguments[slot];
  const files = [...options.files, ...fileOf(present, kinds[0])]
    .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    .flatMap(({ name, kind: whole }): readonly SlotChoice[] => {
      const kind = kindsOfFile(whole).find((each) => kinds.includes(each));
      return kind === undefined ? [] : [{ from: 'file', wire: name, name, kind }];
    });
  const after = downstreamCone(options.tasks, [task.id]);
  const made = options.tasks.flatMap(({ id, type }): readonly SlotChoice[] => {
    const kind = kinds.find((kind) => taskEntry(type).outputs.includes(kind));
    return kind === undefined || after.has(id)
      ? []
      : [{ from: 'task', wire: writeReference(id), task: id, type, kind }];
  });
  return [...files, ...made];
}

/** What stands in the slot now, where it is a file of an earlier request or an address. */
function fileOf(
  argument: Argument | undefined,
  kind: ResourceKind | undefined,
): ChoicesOptions['files'] {
  if (argument === undefined || kind === undefined) {
    return [];
  }
  const isNamed = argument.from === 'file' || argument.from === 'url';
  const name = isNamed ? printArgument(argument) : undefined;
  return name === undefined ? [] : [{ name, kind: claimedKind(name) ?? kind }];
}

interface WrittenReference {
  readonly written: string;
  readonly task: TaskId;
}

/** The references in a text of the wire form, each once. */
export function writtenReferences(text: string): readonly WrittenReference[] {
  const found = [...text.matchAll(/<resource(?:>-(\d+)|-(\d+)>)/g)].map(
    ([written, open, closed]) => ({
      written,
      task: Number(open ?? closed),
    }),
  );
  return found.filter(
    ({ task }, index) => found.findIndex((other) => other.task === task) === index,
  );
}
