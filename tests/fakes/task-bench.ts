// TaskBench's form of a plan: nodes with bare lists of arguments, links between names.

import type { Plan, WireTask } from '../../shared/plan.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';

const REFERENCE = /<resource-(\d+)>|<resource>-(\d+)/g;

/** "image-to-text" as TaskBench writes it: "Image-to-Text"; with spaces where none of its words joins. */
function title(type: string): string {
  const words = type.split('-').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  return words.join(type.includes('-to-') ? '-' : ' ');
}

/** The plan in TaskBench's words; ids must count from 0. `shift` is added to every `<node-j>`. */
export function toTaskBench(wire: readonly WireTask[], shift = 0): unknown {
  return {
    task_steps: wire.map(({ id }) => `Step ${id + 1}: do it`),
    task_nodes: wire.map(({ task, args }) => {
      const slots = Object.keys(taskEntry(task as TaskType).inputs); // a printed plan holds task types
      const isPrefix = Object.keys(args).every((slot, index) => slot === slots[index]);
      const texts = Object.entries(args).map(([slot, text]) => [
        slot,
        text.replace(REFERENCE, (_, closed, open) => `<node-${Number(closed ?? open) + shift}>`),
      ]);
      return {
        task: title(task),
        arguments: isPrefix ? texts.map(([, text]) => text) : Object.fromEntries(texts),
      };
    }),
    task_links: wire.flatMap(({ task, dep }) =>
      dep
        .filter((id) => id !== -1)
        .map((id) => ({ source: title(wire[id]?.task ?? ''), target: title(task) })),
    ),
  };
}

/** Whether every link between names says which tasks it joins. */
export function hasOwnNames(plan: Plan): boolean {
  return new Set(plan.map(({ type }) => type)).size === plan.length;
}
