// A whole engine that knows of no model for a task, a Hub that knows one, and a provider that serves it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { Mode } from '../../shared/settings.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { type FakeHub, startHub } from '../fakes/hub.ts';
import { type FakeRouter, startRouter } from '../fakes/inference-router.ts';

const TOKEN = 'hf_testtokenoftheperson';
const MODEL = 'org/writer';

let engine: Engine | undefined;
let hub: FakeHub | undefined;
let router: FakeRouter | undefined;
afterEach(async () => {
  await engine?.close();
  await hub?.close();
  await router?.close();
});

interface Asked {
  readonly mode?: Mode;
  readonly environment?: NodeJS.ProcessEnv;
  readonly type?: TaskType;
  /** What the Hub answers to everything. */
  readonly status?: number;
  /** Of the same type. */
  readonly tasks?: number;
}

async function run(asked: Asked = {}) {
  const { mode = 'hybrid', environment = {}, type, status, tasks = 1 } = asked;
  const served = { provider: 'hf-inference', task: 'summarization' } as const;
  const task = type ?? 'text-to-video';
  hub = await startHub({
    models: [
      {
        ...{ id: MODEL, commit: 'c'.repeat(40), files: [] },
        facts: { pipelineTag: 'summarization', downloads: 900, providers: [served] },
      },
    ],
    ...(status !== undefined && { fault: () => ({ kind: 'status', status }) }),
  });
  router = await startRouter({
    models: [{ id: MODEL, providers: [{ ...served, providerId: 'hf-inference/served' }] }],
    token: TOKEN,
    answer: () => [{ summary_text: 'Hosted words.' }],
  });
  const home = temporaryFolder();
  const settings = { device: 'cpu', inferenceRouter: router.url };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const around = { HF_TOKEN: TOKEN, HF_ENDPOINT: hub.endpoint, HF_HOME: temporaryFolder() };
  const plan = Array.from({ length: tasks }, (_, id) => wire(id, task, { text: `Boat ${id}.` }));
  engine = createEngine({
    ...{ home, mode, controller: fixedController(plan) },
    environment: { ...process.env, ...around, ...environment },
  });
  return { ...(await follow(engine.ask('go'))), hub, router };
}

describe('the Hub', () => {
  it('is asked for hosted models in remote mode, and the one that it names does the task', async () => {
    const { state, events, router: asked } = await run({ mode: 'remote', type: 'summarization' });
    expect(state.tasks).toMatchObject([
      {
        status: 'finished',
        assignment: { model: { id: MODEL, host: 'hub' } },
        output: { text: 'Hosted words.' },
      },
    ]);
    expect(asked.asked()).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
    const records = engine?.network.overview().records ?? [];
    expect(records.filter(({ purpose }) => purpose === 'expert')).toMatchObject([
      { run: state.runId, task: 0 },
      { run: state.runId, task: 0 },
    ]);
  });

  it('is asked once for all tasks of a type, which wait for its answer alike', async () => {
    const { state, hub: seen } = await run({ mode: 'remote', type: 'summarization', tasks: 3 });
    const models = state.tasks.map(({ assignment }) => assignment?.model.id);
    expect(models).toEqual([MODEL, MODEL, MODEL]);
    expect(seen.seen.filter(({ path }) => path.startsWith('/api/models?'))).toHaveLength(1);
  });

  it('is left alone in hybrid mode where something here does the task', async () => {
    const { state, hub: asked } = await run({ type: 'summarization' });
    expect(state.tasks).toMatchObject([{ assignment: { model: { host: 'builtin' } } }]);
    expect(asked.seen).toEqual([]);
  });

  it('that has nothing leaves the task with what it takes', async () => {
    const { state, hub: asked } = await run();
    expect(state.tasks).toMatchObject([{ status: 'failed', error: { code: 'NO_MODEL' } }]);
    expect(asked.seen.length).toBeGreaterThan(0);
    expect(state.notes).toEqual([]);
  });

  it('that can’t be asked is one note of the run, and the next run asks again', async () => {
    const { state, hub: asked } = await run({ status: 401, tasks: 2 });
    expect(state.notes).toMatchObject([
      { code: 'HUB_UNASKED', error: { code: 'HUB_TOKEN_REFUSED' } },
    ]);
    expect(state.tasks).toMatchObject([
      { error: { code: 'NO_MODEL' } },
      { error: { code: 'NO_MODEL' } },
    ]);
    const before = asked.seen.length;
    if (engine !== undefined) {
      await follow(engine.ask('once more'));
    }
    expect(asked.seen.length).toBeGreaterThan(before);
  });

  it.each([
    ['in local mode', { mode: 'local' }],
    ['without a token', { environment: { HF_TOKEN: '' } }],
    ['where it is not to be asked', { environment: { HF_HUB_OFFLINE: '1' } }],
  ] as const)(
    'is not asked for hosted models %s, and the way to them is said',
    async (_, asked) => {
      const { state, hub: seen } = await run(asked);
      const [task] = state.tasks;
      const needed = task?.status === 'failed' ? task.error.data.needed : undefined;
      expect(needed).toMatch(/^a video-making model; hosted inference could do it/);
      expect(seen.seen).toEqual([]);
    },
  );
});
