// The names of the files that a run makes: plain, and different from each other and from the
// attachments, whichever task ends first.

import { FILE_KINDS, numberedName } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Task, TaskId } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';

export class FileNames {
  readonly #taken: ReadonlySet<string>;
  readonly #firstOfType = new Map<TaskType, TaskId>();

  /** @param taken names of attachments */
  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
  }

  /** Must see the tasks in the order of the plan, before any of them ends. */
  add(task: Task): void {
    if (!this.#firstOfType.has(task.type)) {
      this.#firstOfType.set(task.type, task.id);
    }
  }

  /**
   * The output with its files named for this run: `edges.png` for the first task of its type, and
   * `edges-2.png` for task 2 where it is not the first.
   */
  apply(task: Task, output: TaskOutput): TaskOutput {
    const named = FILE_KINDS.flatMap((kind) => {
      const file = output[kind];
      return file === undefined ? [] : [[kind, { ...file, name: this.#nameFor(task, file.name) }]];
    });
    return { ...output, ...Object.fromEntries(named) };
  }

  #nameFor(task: Task, name: string): string {
    const isPlain = this.#firstOfType.get(task.type) === task.id && !this.#taken.has(name);
    return isPlain ? name : numberedName(name, task.id);
  }
}
