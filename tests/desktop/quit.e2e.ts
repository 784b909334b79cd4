// Nothing is lost when the desktop host ends, however it ends: what runs is kept as interrupted, and the
// data folder is free for the next start.

import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine } from '../../electron/engine.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import type { DesktopApp } from './desktop-app.ts';
import { openDesktop } from './fixtures.ts';

const PlaceSchema = z.object({ json: z.object({ runId: z.string() }) });

/** A run that takes longer than what the test does with it: a page to be read and spoken. */
async function beginRun(app: DesktopApp): Promise<string> {
  const page = await app.page();
  const answer: unknown = await page.evaluate(`fetch('/rpc/overview', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}',
  }).then((answer) => answer.json()).then(({ json }) => fetch('/rpc/runs/startSample', {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ json: { id: json.samples[0].id } }),
  })).then((answer) => answer.json())`);
  return PlaceSchema.parse(answer).json.runId;
}

test('quitting keeps what runs as interrupted and closes the store', async () => {
  const home = temporaryFolder();
  const app = openDesktop({ home });
  const runId = await beginRun(app);
  app.tell({ type: 'quit' });
  expect(await app.ended).toBe(0);
  const engine = createEngine({ home }); // the folder is free as soon as the window's process has ended
  expect(engine.store.interrupted).toEqual([]); // nothing was left open for the next start to find
  expect(engine.run(runId).status).toBe('interrupted');
  await engine.close();
});

test('an engine whose host was killed ends by itself, and keeps what ran', async () => {
  const home = temporaryFolder();
  const app = openDesktop({ home });
  const runId = await beginRun(app);
  app.signal('SIGKILL');
  await app.gone;
  const engine = createEngine({ home });
  expect(engine.run(runId).status).toBe('interrupted');
  await engine.close();
});
