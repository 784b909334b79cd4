// A whole engine as a person has it who keeps models: the tiny ones of this repository, hosted models for
// what none of these does, and a language model that can be chosen for planning. What performs tasks is
// real; only the two services at the other ends of HTTP are fakes.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { startChatServer } from './chat-server.ts';
import { KEY, planWords, stageOf } from './conducted.ts';
import { temporaryFolder } from './folders.ts';
import { startRouter } from './inference-router.ts';
import { tinyModel } from './onnx.ts';
import { drawScene } from './scenes.ts';
import { videoBytes } from './videos.ts';

const TOKEN = 'hf_testtokenoftheperson';
/** What the person prefers where several could do it; the rest is the ranking's work. */
const PINNED: Readonly<Partial<Record<TaskType, string>>> = {
  'object-detection': tinyModel('object-detection'), // the other finds people
  'text-to-image': tinyModel('diffusion'),
  'document-question-answering': 'builtin/document-fields', // the tiny one knows crosses and discs alone
};
/** Of these there is no tiny model, or none in every version of the repository. */
const HOSTED = [
  { id: 'fake/film', tasks: ['text-to-video'], served: 'text-to-video' },
  { id: 'fake/control', tasks: ['openpose-text-to-image'], served: 'image-to-image' },
] as const;

export interface TinyEngine {
  readonly engine: Engine;
  /** From now on the language model plans, and says this; without a plan the rules do. */
  readonly planBy: (plan: readonly WireTask[] | undefined) => void;
  readonly close: () => Promise<void>;
}

export async function tinyEngine(): Promise<TinyEngine> {
  let words = '';
  const planner = await startChatServer({
    key: KEY,
    answer: (request) =>
      stageOf(request) === 'plan'
        ? words
        : { kind: 'error', status: 400, body: { error: { message: 'only plans are asked for' } } },
  });
  const router = await hostedModels();
  const home = temporaryFolder();
  const settings = {
    ...{ mode: 'hybrid', device: 'cpu', modelFolders: [tinyModel(''), peopleFolder()] },
    ...{ pinnedModels: PINNED, connections: { test: { baseUrl: planner.url } } },
    hostedModels: HOSTED.map(({ id, tasks }) => ({ id, tasks })),
    ...{ inferenceRouter: router.url, uploads: { 'fal-ai': 'always' } },
    allowedAddresses: ['127.0.0.1'], // where results lie
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const environment = {
    ...{ ...process.env, TEST_API_KEY: KEY, HF_TOKEN: TOKEN, HF_ENDPOINT: router.url },
    HF_HOME: join(home, 'none'),
  };
  const engine = createEngine({ home, environment });
  return {
    engine,
    planBy: (plan) => {
      words = planWords(plan ?? []);
      engine.controllers.choose('plan', plan === undefined ? 'rules' : 'test:test-model');
    },
    close: async () => {
      await engine.close();
      await Promise.all([planner.close(), router.close()]);
    },
  };
}

/** fal-ai takes the work into its queue, and gives the address of the result. */
async function hostedModels() {
  const circle = { label: 'circle', colour: '#d82c2c', x: 96, y: 150, radius: 50 } as const;
  const scene = { width: 300, height: 300, background: '#f3efe4', shapes: [circle] };
  const picture = await drawScene(scene).png().toBuffer();
  return startRouter({
    models: HOSTED.map(({ id, served }) => ({
      id,
      providers: [{ provider: 'fal-ai', task: served, providerId: `fal-ai/${served}` }],
    })),
    token: TOKEN,
    answer: ({ task }) => (task === 'text-to-video' ? videoBytes('silent-vp9.webm') : picture),
  });
}

/** A folder with the detector of people, which says there that it is one. */
function peopleFolder(): string {
  const folder = temporaryFolder();
  const model = join(folder, 'person-detection');
  cpSync(tinyModel('person-detection'), model, { recursive: true });
  const path = join(model, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...config, architectures: ['DetrForObjectDetection'] }));
  return folder;
}
