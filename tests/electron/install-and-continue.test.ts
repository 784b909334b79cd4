// A whole engine that lacks a model, and a Hub that has it.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { Mode } from '../../shared/settings.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { type FakeHub, type FakeModel, startHub } from '../fakes/hub.ts';

/** The catalogue's small one. */
const MODEL = 'onnx-community/mobilenetv4_conv_small.e2400_r224_in1k';
const TINY = new URL('../../models/tiny/image-classification/', import.meta.url);
const SCENE = new URL('../../assets/samples/scene.png', import.meta.url);

let engine: Engine | undefined;
let hub: FakeHub | undefined;
afterEach(async () => {
  await engine?.close();
  await hub?.close();
});

function tinyModel(): FakeModel {
  const file = (path: string, from = path) => ({
    path,
    content: readFileSync(new URL(from, TINY)),
    isLarge: path.endsWith('.onnx'),
  });
  const files = [
    file('config.json'),
    file('preprocessor_config.json'),
    file('onnx/model_quantized.onnx', 'onnx/model.onnx'),
  ];
  return { id: MODEL, commit: 'b'.repeat(40), files };
}

interface Started {
  readonly mode?: Mode;
  readonly environment?: NodeJS.ProcessEnv;
  readonly fault?: Parameters<typeof startHub>[0]['fault'];
}

/** Two tasks: one that is built in, and one whose model is at the Hub. */
async function start({ mode = 'hybrid', environment = {}, fault }: Started = {}) {
  hub = await startHub({ models: [tinyModel()], ...(fault && { fault }) });
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ device: 'cpu' }));
  const around = { ...process.env, HF_ENDPOINT: hub.endpoint, HF_HOME: temporaryFolder() };
  const plan = [
    wire(0, 'image-classification', { image: 'scene.png' }),
    wire(1, 'canny-control', { image: 'scene.png' }),
  ];
  const made = createEngine({
    ...{ home, mode, controller: fixedController(plan) },
    environment: { ...around, ...environment },
  });
  engine = made;
  const files = [SCENE.pathname];
  const ask = (isAttended = true) =>
    follow(made.ask('what is it?', { files, isAttended }), (event, { runId }) => {
      if (event.type === 'question') {
        made.answer(runId, event.question.key, 'yes');
      }
    });
  return { ask, hub };
}

describe('a run that lacks a model', () => {
  it('fetches it after a yes, and goes on with it by itself', async () => {
    const { ask } = await start();
    const { state, events } = await ask();
    expect(state.status).toBe('finished');
    expect(state.tasks.map(({ status }) => status)).toEqual(['finished', 'finished']);
    const [question] = events.flatMap((event) =>
      event.type === 'question' ? [event.question] : [],
    );
    expect(question).toMatchObject({ about: 'install', model: MODEL, fit: 'fits', tasks: [0] });
    expect(events.some(({ type }) => type === 'fetching')).toBe(true);
    const [first] = state.tasks;
    expect(first?.assignment?.model).toMatchObject({ id: MODEL, revision: 'b'.repeat(40) });
    expect(first?.status === 'finished' && first.output.ran).toEqual({
      device: 'cpu',
      dtype: 'q8',
    });
    const again = await ask();
    expect(again.events.some(({ type }) => type === 'question')).toBe(false);
  });

  it('says so at once where nobody is asked, and asks the Hub nothing', async () => {
    const { ask, hub: asked } = await start();
    const { state } = await ask(false);
    expect(state.tasks[0]).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
    expect(asked.seen).toEqual([]);
  });

  it('says what would make it possible where the Hub is not to be asked', async () => {
    const { ask, hub: asked } = await start({ environment: { HF_HUB_OFFLINE: '1' } });
    const { state, events } = await ask();
    const [first] = state.tasks;
    const needed = first?.status === 'failed' ? first.error.data.needed : '';
    expect(needed).toContain(`online ${MODEL}`);
    expect(events.some(({ type }) => type === 'question')).toBe(false);
    expect(asked.seen).toEqual([]);
  });

  it('fails the task with what the Hub says where the model does not come', async () => {
    const fault = () => ({ kind: 'status', status: 404 }) as const;
    const { ask } = await start({ fault });
    const { state } = await ask();
    expect(state.tasks.map(({ status }) => status)).toEqual(['failed', 'finished']);
    expect(state.tasks[0]).toMatchObject({ error: { code: 'HUB_NOT_FOUND' } });
  });
});
