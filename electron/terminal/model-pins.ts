// `ensemble models pin` and `unpin`: which model a task type is given whenever it can run. They need no
// engine; one that runs takes the change with its next run.

import type { TaskType } from '../../shared/tasks.ts';
import { createEngineExperts } from '../engine-experts.ts';
import { createModelPins } from '../model-pins.ts';
import { defaultHome } from '../store/home.ts';
import { modelChoices } from '../task-choices.ts';
import type { Console } from './console.ts';
import { withControllers } from './with-controllers.ts';

/**
 * @returns the exit status
 * @throws AppError USAGE where the model is not known to do it
 */
export function pinModel(task: TaskType, model: string, console: Console): Promise<number> {
  return withControllers({}, async (controllers, around) => {
    const { home, settings, mode } = around;
    const clock = Date.now;
    const experts = createEngineExperts({ ...around, controllers, clock, threads: 1 });
    const pins = createModelPins(home);
    const { pin, choices } = modelChoices(pins, async () => ({
      ...(await experts.deps()),
      ...{ mode, clock, ranking: { ...settings, pinnedModels: pins.all() } },
      records: { statistics: () => ({ succeeded: 0, failed: 0, medianMs: 0 }) },
    }));
    try {
      await pin(task, model);
      const choice = (await choices()).find((one) => one.task === task);
      console.print(`${model} is pinned for ${task}.`);
      if (choice?.taken?.id !== model) {
        console.print(
          choice?.taken?.reason ?? 'It can’t run now, and nothing else here can do it.',
        );
      }
      return 0;
    } finally {
      await experts.close();
    }
  });
}

/** @returns the exit status */
export async function unpinModel(task: TaskType, console: Console): Promise<number> {
  const pins = createModelPins(defaultHome(process.env));
  const before = pins.all()[task];
  if (before === undefined) {
    console.print(`No model is pinned for ${task}.`);
    return 0;
  }
  pins.set(task, undefined);
  console.print(`${before} is not pinned for ${task} any more.`);
  return 0;
}
