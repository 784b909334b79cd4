// Writes the arguments of a task in HuggingGPT's wire form. Reading them back is the plan compiler's.

import type { Argument, TaskId, TemplatePart } from './plan.ts';

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
