// How the person wants pictures drawn, from the settings to the runner, and in what a result depends on.

import { expect, it } from 'vitest';
import { createLocalModels } from '../../electron/local-models.ts';
import type { RunnerRequest } from '../../electron/runner/request.ts';
import type { Drawing } from '../../shared/drawing.ts';
import type { Dtype } from '../../shared/inference.ts';
import type { InstalledModel } from '../../shared/library.ts';
import type { TaskType } from '../../shared/tasks.ts';

const INSTALLED: InstalledModel = {
  ...{ id: 'a/painter', revision: 'r', folder: '/models/a', origin: 'cache' },
  dtypes: [{ dtype: 'fp32', bytes: 1000, parts: {} }],
  ...{ architectures: [], tasks: ['text-to-image', 'image-to-image', 'text-generation'] },
  ...{ languages: [], bytes: 1000, missing: [], problems: [] },
};

async function expertsWith(drawing: Drawing, wanted?: Dtype) {
  const requests: RunnerRequest[] = [];
  const models = createLocalModels({
    library: { catalogue: [], installed: async () => [INSTALLED], subscribe: () => () => {} },
    runner: {
      perform: async (request) => {
        requests.push(request);
        return { device: 'cpu', dtype: 'fp32', output: {} };
      },
      status: () => ({ models: [], processes: [] }),
    },
    device: () => 'cpu',
    findDevice: async () => 'cpu',
    wantedDtype: () => wanted,
    drawing,
    freeMemory: () => 1e9,
  });
  await models.ready();
  const expertFor = (task: TaskType) => {
    const expert = models.experts().find((one) => one.task === task);
    if (expert === undefined) {
      throw new Error(`there is no expert for ${task}`);
    }
    return expert;
  };
  const asked = async (task: TaskType) => {
    const context = { signal: new AbortController().signal, progress: () => {}, seed: 1 };
    await expertFor(task).perform({}, context);
    return requests.at(-1);
  };
  return { asked, revision: (task: TaskType) => expertFor(task).model.revision };
}

it('a task that draws is asked as the person wants it, and others are not told', async () => {
  const { asked } = await expertsWith({ steps: 8, width: 64, height: 32, strength: 0.3 });
  expect(await asked('text-to-image')).toMatchObject({
    ...{ seed: 1, drawing: { steps: 8, width: 64, height: 32 } },
  });
  expect((await asked('image-to-image'))?.drawing).toEqual({ steps: 8, strength: 0.3 });
  expect(await asked('text-generation')).not.toHaveProperty('drawing');
});

it('nothing is said where the person said nothing', async () => {
  const { asked, revision } = await expertsWith({});
  expect(await asked('text-to-image')).not.toHaveProperty('drawing');
  expect(revision('text-to-image')).toBe('r');
});

it('a result depends on what its task heeds of it, and on nothing else', async () => {
  const { revision } = await expertsWith({ strength: 0.3, scheduler: 'lcm', steps: 8 }, 'fp32');
  expect(revision('text-to-image')).toBe('r fp32 steps=8 scheduler=lcm');
  expect(revision('image-to-image')).toBe('r fp32 steps=8 scheduler=lcm strength=0.3');
  expect(revision('text-generation')).toBe('r fp32');
});
