// The names of the files that a run makes: plain, and different from each other and from the
// attachments, whichever task ends first.

import type { Task } from '../../../shared/plan.ts';

/** Gives `edges.png` as it is, or as `edges-2.png` where task 2 is not the only one to make that. */
export function fileNamer(
  plan: readonly Task[],
  taken: ReadonlySet<string>,
): (task: Task, name: string) => string {
  const sameType = Map.groupBy(plan, ({ type }) => type);
  return (task, name) => {
    const isUnique = (sameType.get(task.type)?.length ?? 0) <= 1 && !taken.has(name);
    return isUnique ? name : name.replace(/(\.[^.]*)?$/, (extension) => `-${task.id}${extension}`);
  };
}
