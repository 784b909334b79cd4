// The last pass: steps become the tasks of a plan, with ids in place of indices and the kind that
// every reference carries.

import type { Argument, Plan, Task, TemplatePart } from '../../../shared/plan.ts';
import type { InputSlot } from '../../../shared/task-slots.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import { kindTaken } from './types.ts';
import type { Step } from './unfold.ts';
import type { Item, Part } from './values.ts';

export function finishPlan(steps: readonly Step[]): Plan {
  return steps.map((step): Task => {
    const inputs = Object.entries(taskEntry(step.type).inputs);
    const filled = inputs.flatMap(([name, slot]) => {
      const item = step.slots.get(name);
      return item === undefined ? [] : [[name, toArgument(item, slot, steps)] as const];
    });
    const dependencies = [...step.waits].flatMap((index) => steps[index]?.id ?? []);
    return {
      id: step.id,
      type: step.type,
      dependencies: [...new Set(dependencies)].sort((a, b) => a - b),
      arguments: Object.fromEntries(filled),
    };
  });
}

function toArgument(item: Item, slot: InputSlot, steps: readonly Step[]): Argument {
  switch (item.from) {
    case 'url':
      return item;
    case 'template':
      return { from: 'template', parts: item.parts.map((part) => toPart(part, slot, steps)) };
    default:
      return toPart(item, slot, steps);
  }
}

function toPart(part: Part, slot: InputSlot, steps: readonly Step[]): TemplatePart {
  if (part.from === 'literal' || part.from === 'file') {
    return part;
  }
  const source = part.from === 'task' ? steps[part.at] : undefined;
  if (source === undefined) {
    throw new Error(`A reference was left open: ${part.reference.written}`); // a bug: types.ts closes them all
  }
  return { from: 'task', task: source.id, kind: kindTaken(source.type, slot) };
}
