// What a change of settings, for which the engine is opened anew, does to models that are being fetched.

import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../electron/engine.ts';
import { openLiveEngine, type Session } from '../../electron/live-engine.ts';
import { clientOf } from '../fakes/apps.ts';
import { testEngine } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { haltingHub, MODEL } from './library/shelf.ts';

const OTHER = 'acme/others';
const THIRD = 'acme/third';

/** Three downloads: the first half done, the second paused by the person, the third waiting for its turn. */
async function fetchingThree() {
  const { endpoint, goOn, close } = await haltingHub([MODEL, OTHER, THIRD]);
  onTestFinished(close);
  const home = temporaryFolder();
  const environment: NodeJS.ProcessEnv = { HF_ENDPOINT: endpoint, HF_HOME: temporaryFolder() };
  const engines: Engine[] = [];
  const open = (session: Session) => {
    const engine = testEngine([], { ...session, home, environment });
    engines.push(engine);
    return engine;
  };
  const live = openLiveEngine({ open, renderer: home, report: () => {} });
  onTestFinished(live.close);
  const client = clientOf(live.fetch);
  await client.settings.change({ mode: 'hybrid' });
  const downloads = () => engines.at(-1)?.local.library.downloads() ?? [];
  for (const id of [MODEL, OTHER, THIRD]) {
    await client.models.install({ id, dtype: 'q8' });
  }
  await expect.poll(() => downloads()[0]?.doneBytes).toBeGreaterThan(50_000);
  const paused = downloads().find(({ model }) => model === OTHER);
  await client.models.pause({ download: paused?.id ?? '' });
  const statuses = () => downloads().map(({ model, status }) => [model, status]);
  expect(statuses()).toEqual([
    [MODEL, 'running'],
    [OTHER, 'paused'],
    [THIRD, 'queued'],
  ]);
  return { client, goOn, statuses, engines, environment };
}

it('goes on with what was fetched or waited, and not with what the person had paused', async () => {
  const { client, goOn, statuses, engines } = await fetchingThree();
  goOn();
  await client.settings.change({ gpuSlots: 2 });
  await expect.poll(statuses).toEqual([
    [MODEL, 'done'],
    [OTHER, 'paused'],
    [THIRD, 'done'],
  ]);
  expect(engines).toHaveLength(3);
});

it('leaves all of them paused where nothing may be fetched any more', async () => {
  const { client, statuses, environment } = await fetchingThree();
  environment.HF_HUB_OFFLINE = '1';
  await client.settings.change({ gpuSlots: 2 });
  const all = [MODEL, OTHER, THIRD].map((model) => [model, 'paused']);
  expect(statuses()).toEqual(all);
});
