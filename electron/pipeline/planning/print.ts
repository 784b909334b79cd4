// Writes a plan in HuggingGPT's wire form. Reading it back is compile.ts; the two undo each other.

import type { Plan, WireTask } from '../../../shared/plan.ts';
import { printArgument } from '../../../shared/wire.ts';

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
