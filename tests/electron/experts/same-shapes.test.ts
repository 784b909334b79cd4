// The same plans with models of this machine and with hosted ones. Hosted models say over the wire what the
// local ones said, so that every difference between two outputs is the program's.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HUB_TASK_TYPES } from '../../../electron/experts/hub/registry.ts';
import { ONNX_TASK_TYPES } from '../../../electron/experts/onnx/registry.ts';
import { BUILTIN_EXPERTS } from '../../../electron/experts/registry.ts';
import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';
import { wire } from '../../fakes/controllers.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { ALONE } from './same-shapes-alone.ts';
import { type Compared, type Made, textOf } from './same-shapes-answers.ts';
import { CHAIN, COMPARED, COMPARISONS } from './same-shapes-compared.ts';
import { EDGES, type Edge, LOOSE } from './same-shapes-edges.ts';
import {
  type Conducted,
  type Hosted,
  hostedEngine,
  hostedModel,
  localEngine,
  localModel,
  servedBy,
  talkingModel,
} from './same-shapes-engines.ts';
import { makeFiles } from './same-shapes-files.ts';
import { cellsOf, edgesOf, emptyIn, findingsOf, masksOf, shapeOf } from './same-shapes-outputs.ts';
import { type Given, wrongIn } from './same-shapes-units.ts';

type Args = Compared['args'];

const folder = temporaryFolder();
let local: Conducted;
let hosted: Hosted;

beforeAll(async () => {
  [local, hosted] = await Promise.all([localEngine(), hostedEngine(), makeFiles(folder)]);
  // The voice of this machine speaks what its ear hears.
  const speech = await runOne(local, 'text-to-speech', {
    args: { text: 'tiny voice' },
    model: localModel('text-to-speech'),
  });
  const { audio } = speech.output;
  if (audio !== undefined) {
    await writeFile(join(folder, 'speech.wav'), await speech.bytes(audio));
  }
});
afterAll(async () => {
  await Promise.all([local.close(), hosted.close()]);
});

interface One {
  readonly args: Args;
  readonly model: string;
}

async function runOne(on: Conducted, task: TaskType, { args, model }: One): Promise<Made> {
  return at(await on.run({ plan: [wire(0, task, args)], models: [model], folder }), 0);
}

function at(made: readonly Made[], id: number): Made {
  const one = made[id];
  if (one === undefined) {
    throw new Error(`There is no task ${id} in the plan.`);
  }
  return one;
}

interface Pair {
  readonly task: TaskType;
  readonly here: Made;
  readonly there: Made;
  /** What made the other. */
  readonly by: Hosted;
}

function about(work: Pick<Given, 'task' | 'args'>, { engine }: Conducted): Given {
  return { ...work, engine, pathOf: (name) => join(folder, name) };
}

/** Where it ran and its notes apart, whatever a screen draws of both is the same. */
async function expectSame({ task, here, there, by }: Pair, args: Args): Promise<void> {
  expect(await wrongIn(here.output, about({ task, args }, local))).toEqual([]);
  expect(await wrongIn(there.output, about({ task, args }, by))).toEqual([]);
  expect(shapeOf(there.output)).toEqual(shapeOf(here.output));
  expect(findingsOf(there.output)).toEqual(findingsOf(here.output));
  expect(edgesOf(there.output)).toEqual(edgesOf(here.output));
  expect(await masksOf(there)).toEqual(await masksOf(here));
  expect(await cellsOf(there)).toEqual(await cellsOf(here));
  const { sameText = (text: string) => text } = COMPARED[task] ?? {};
  expect(sameText(textOf(there))).toBe(sameText(textOf(here)));
}

describe('a task type', () => {
  it('is compared, or stands with its reason among those that one side alone serves', () => {
    const here = new Set<TaskType>([
      ...ONNX_TASK_TYPES,
      ...BUILTIN_EXPERTS.map(({ task }) => task),
    ]);
    const there = new Set(HUB_TASK_TYPES);
    const servedOn = (task: TaskType) => {
      const sides = [here.has(task) && 'this machine', there.has(task) && 'the Hub'];
      return sides.filter((side) => side !== false).join(' and ') || 'neither side';
    };
    const listed = (task: TaskType) =>
      COMPARED[task] === undefined ? ALONE[task]?.on : 'this machine and the Hub';
    expect(TASK_TYPES.map((task) => [task, listed(task)])).toEqual(
      TASK_TYPES.map((task) => [task, servedOn(task)]),
    );
  });
});

/** The hosted model says what the local one said. */
async function tellHosted(on: Hosted, entry: Omit<Edge, 'name'>, here: Made): Promise<void> {
  on.answers.set(servedBy(entry.task).task, await entry.answer(here, entry.args));
}

async function runBoth(entry: Omit<Edge, 'name'>, on = hosted): Promise<Pair> {
  const { task, args } = entry;
  const here = await runOne(local, task, { args, model: localModel(entry.model) });
  await tellHosted(on, entry, here);
  const there = await runOne(on, task, { args, model: hostedModel(task) });
  expect(there.isReused).toBe(false);
  return { task, here, there, by: on };
}

/** With an engine that has no result of the same work. */
async function withFresh(use: (fresh: Hosted) => Promise<void>): Promise<void> {
  const fresh = await hostedEngine();
  try {
    await use(fresh);
  } finally {
    await fresh.close();
  }
}

describe('the same plan, here and hosted', () => {
  it.each(COMPARISONS)('gives the same of $task', async (entry) => {
    const pair = await runBoth(entry);
    expect(emptyIn(pair.here.output)).toEqual([]);
    await expectSame(pair, entry.args);
  });

  it.each(EDGES)('gives the same of $task $name', async (edge) => {
    await expectSame(await runBoth(edge), edge.args);
  });

  it.each(LOOSE)('gives the same form of $task $name', (edge) =>
    withFresh(async (fresh) => {
      const { here, there } = await runBoth(edge, fresh);
      expect(await wrongIn(there.output, about(edge, fresh))).toEqual([]);
      expect(shapeOf(there.output)).toEqual(shapeOf(here.output));
      expect(textOf(there)).toBe(textOf(here));
    }),
  );

  it.each(COMPARISONS.filter(({ said }) => said !== undefined))(
    'gives the same of $task where the hosted model is only talked with',
    async ({ task, args, model, said }) => {
      const here = await runOne(local, task, { args, model: localModel(model) });
      hosted.answers.set('conversational', said?.(here));
      const there = await runOne(hosted, task, { args, model: talkingModel(task) });
      expect(await wrongIn(there.output, about({ task, args }, hosted))).toEqual([]);
      // Such a model names no certainty, and an answer without one is no answer of the schema.
      const { answers: _, ...output } = here.output;
      expect(shapeOf(there.output)).toEqual(shapeOf(output));
      expect(textOf(there)).toBe(textOf(here));
    },
  );

  it('gives the same of tasks that use what others made', () =>
    withFresh(async (fresh) => {
      const plan = CHAIN.map(({ task, args }, id) => wire(id, task, args));
      const models = CHAIN.map(({ model }) => localModel(model));
      const here = await local.run({ plan, folder, models });
      await Promise.all(CHAIN.map((entry, id) => tellHosted(fresh, entry, at(here, id))));
      const hostedModels = CHAIN.map(({ task }) => hostedModel(task));
      const there = await fresh.run({ plan, folder, models: hostedModels });
      for (const [id, { task, args }] of CHAIN.entries()) {
        await expectSame({ task, here: at(here, id), there: at(there, id), by: fresh }, args);
      }
    }));
});

const hostedAlone = TASK_TYPES.flatMap((task) => {
  const entry = ALONE[task];
  return entry !== undefined && 'answer' in entry ? [{ task, ...entry }] : [];
});

describe('a task type that hosted inference alone can be tried with', () => {
  it.each(hostedAlone)('$task makes what it promises', async ({ task, args, answer }) => {
    hosted.answers.set(servedBy(task).task, await answer());
    const there = await runOne(hosted, task, { args, model: hostedModel(task) });
    expect(await wrongIn(there.output, about({ task, args }, hosted))).toEqual([]);
  });
});
