// Writes a plan in HuggingGPT's wire form. Reading it back is the plan compiler's
// (electron/pipeline/planning/compile.ts); the two undo each other.

import type { Argument, Plan, TaskId, TemplatePart, WireTask } from './plan.ts';

/** The plan as HuggingGPT writes it: references as "<resource>-N", files by name, no links as [-1]. */
export function printPlan(plan: Plan): WireTask[] {
  return plan.map((task) => ({
    task: task.type,
    id: task.id,
    dep: task.dependencies.length === 0 ? [-1] : [...task.dependencies],
    args: Object.fromEntries(
      Object.entries(task.arguments).map(([slot, argument]) => [slot, printArgument(argument)]),
    ),
  }));
}

/** References as "<resource>-N", files by name. */
export function printArgument(argument: Argument): string {
  switch (argument.from) {
    case 'url':
      return argument.url;
    case 'template':
      return argument.parts.reduceRight(
        (following, part) => printPart(part, following) + following,
        '',
      );
    default:
      return printPart(argument, '');
  }
}

function printPart(part: TemplatePart, following: string): string {
  switch (part.from) {
    case 'literal':
      return part.value;
    case 'file':
      return part.name;
    case 'task':
      return writeReference(part.task, following);
  }
}

/** A reference as it is written: the short form, or the closed one where a digit follows. */
export function writeReference(task: TaskId, following = ''): string {
  return /^\d/.test(following) ? `<resource-${task}>` : `<resource>-${task}`;
}
