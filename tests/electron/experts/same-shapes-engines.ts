// Two whole engines for the same plans: one in local mode with the tiny models, one that asks hosted
// models over the router's wire format. A plan names the model of each task, as a person may.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine, type Engine, type EngineOptions } from '../../../electron/engine.ts';
import { HUB_TASK_TYPES } from '../../../electron/experts/hub/registry.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { WireTask } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { follow } from '../../fakes/engines.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type RouterModel, type ServedBy, startRouter } from '../../fakes/inference-router.ts';
import { tinyModel } from '../../fakes/onnx.ts';
import type { Made } from './same-shapes-answers.ts';
import { filesIn } from './same-shapes-files.ts';
import { SUMMARISER } from './same-shapes-words.ts';

export interface Order {
  readonly plan: readonly WireTask[];
  /** Ids of models, in the order of the plan. */
  readonly models: readonly string[];
  /** Where the files lie that the plan names. */
  readonly folder: string;
}

export interface Conducted {
  readonly engine: Engine;
  /** What each task made, in the order of the plan. */
  readonly run: (order: Order) => Promise<readonly Made[]>;
  readonly close: () => Promise<void>;
}

type Around = Pick<EngineOptions, 'home' | 'mode' | 'environment'>;

/** The engine shows each plan before it runs, where the models are put in. */
function conduct(options: Around): Conducted {
  let plan: Order['plan'] = [];
  const engine = createEngine({
    ...options,
    isReviewed: true,
    controller: {
      ...{ id: 'given', name: 'Given plan' },
      plan: async function* () {
        yield JSON.stringify(plan);
      },
    },
  });
  const bytes = ({ artefact }: NamedArtefact) => readFile(engine.store.artefacts.path(artefact.id));
  const run = async (order: Order) => {
    plan = order.plan;
    const names = new Set(plan.flatMap(({ args }) => filesIn(args)));
    const files = [...names].map((name) => join(order.folder, name));
    const edits = plan.map(({ id }, index) => ({ task: id, model: order.models[index] ?? '' }));
    const { state } = await follow(engine.ask('Do it.', { files }), ({ type, runId }) => {
      if (type === 'review-asked') {
        engine.review(runId, { isApproved: true, edits });
      }
    });
    return state.tasks.map((task, index) => ({
      ...finished(task, order.models[index] ?? ''),
      bytes,
    }));
  };
  return { engine, run, close: engine.close };
}

/** @throws Error where it did not finish, or with another model */
function finished(state: TaskState, model: string): Omit<Made, 'bytes'> {
  const by = state.assignment?.model.id;
  if (state.status !== 'finished' || by !== model) {
    const { task, status } = state;
    const why = status === 'failed' ? JSON.stringify(state.error) : '';
    throw new Error(`${task.type} is ${status} with ${by}, and ${model} should do it. ${why}`);
  }
  return { output: state.output, isReused: state.reused };
}

export async function localEngine(): Promise<Conducted> {
  const home = temporaryFolder();
  const cache = join(home, 'huggingface');
  const snapshots = join(cache, 'hub', `models--${SUMMARISER.replace('/', '--')}`, 'snapshots');
  const folder = join(snapshots, 'b'.repeat(40));
  await cp(tinyModel('text2text-generation'), folder, { recursive: true });
  const settings = { modelFolders: [tinyModel('')], device: 'cpu' };
  await writeFile(join(home, 'settings.json'), JSON.stringify(settings));
  return conduct({ home, mode: 'local', environment: { ...process.env, HF_HOME: cache } });
}

/** The id of a model of this machine. */
export function localModel(name: string): string {
  return name.includes('/') ? name : tinyModel(name);
}

const TOKEN = 'hf_testtokenoftheperson';

export function hostedModel(task: TaskType): string {
  return `hosted/${task}`;
}

/** One that is only talked with, whatever the task. */
export function talkingModel(task: TaskType): string {
  return `talking/${task}`;
}

const TALKING = { provider: 'together', task: 'conversational' } as const;

/** By a provider that has the task, under the name that it has there. */
export function servedBy(task: TaskType): ServedBy {
  if (task === 'conversational') {
    return TALKING;
  }
  if (task.endsWith('-to-video')) {
    return { provider: 'fal-ai', task, providerId: `fal-ai/${task}` };
  }
  const isControlled = task.endsWith('-text-to-image');
  return { provider: 'hf-inference', task: isControlled ? 'image-to-image' : task };
}

export interface Hosted extends Conducted {
  /** What the service answers, or a function from the question, by the task as it names it. */
  readonly answers: Map<string, unknown>;
}

/** Every task type by a model made for it, and by one that is talked with. */
export async function hostedEngine(): Promise<Hosted> {
  const answers = new Map<string, unknown>();
  const models = HUB_TASK_TYPES.flatMap((task): readonly (RouterModel & Served)[] => [
    { task, id: hostedModel(task), providers: [servedBy(task)] },
    { task, id: talkingModel(task), providers: [TALKING] },
  ]);
  const router = await startRouter({
    ...{ models, token: TOKEN },
    answer: (seen) => {
      const answer = answers.get(seen.task);
      return typeof answer === 'function' ? answer(seen) : answer;
    },
  });
  const home = temporaryFolder();
  const settings = {
    inferenceRouter: router.url,
    hostedModels: models.map(({ id, task }) => ({ id, tasks: [task] })),
    // The storage of the service's results is on this machine too.
    allowedAddresses: ['127.0.0.1'],
    uploads: { 'hf-inference': 'always', 'fal-ai': 'always', together: 'always' },
  };
  await writeFile(join(home, 'settings.json'), JSON.stringify(settings));
  const hub = { HF_TOKEN: TOKEN, HF_ENDPOINT: router.url, HF_HOME: join(home, 'none') };
  const conducted = conduct({ home, mode: 'hybrid', environment: { ...process.env, ...hub } });
  const close = async () => {
    await conducted.close();
    await router.close();
  };
  return { ...conducted, answers, close };
}

interface Served {
  readonly task: TaskType;
}
