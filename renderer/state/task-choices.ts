// What could do each task type and what would be taken now, as the engine last said; and the pins.

import { create } from 'zustand';
import type { TaskChoice } from '../../shared/task-choices.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { answerOf, engine } from '../api/client.ts';

interface TaskChoices {
  /** Undefined until the engine has answered. */
  readonly choices: ReadonlyMap<TaskType, TaskChoice> | undefined;
  readonly load: () => Promise<void>;
  /** Without a model the ranking decides again; rejects where it is refused. */
  readonly pin: (task: TaskType, model: string | undefined) => Promise<void>;
}

export const useTaskChoices = create<TaskChoices>((set, get) => ({
  choices: undefined,
  load: async () => {
    const answer = await answerOf(engine.models.choices());
    if (answer.ok) {
      set({ choices: new Map(answer.value.map((choice) => [choice.task, choice])) });
    }
  },
  pin: async (task, model) => {
    await engine.models.pin({ task, model });
    await get().load();
  },
}));
