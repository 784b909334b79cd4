import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { StorageCategory, StorageOverview } from '../../../shared/storage.ts';
import { testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert, sayingExpert } from '../../fakes/experts.ts';

const PLAN = [wire(0, 'text-generation', { text: 'one' })];

const useOf = ({ uses }: StorageOverview, category: StorageCategory) =>
  uses.find((use) => use.category === category);

it('tells what takes space, and frees what was asked', async () => {
  const app = testApp({ plan: PLAN, experts: [sayingExpert('text-generation', 'said')] });
  const { artefact } = await app.upload('a.txt', 'hello there');
  const files = [{ name: 'a.txt', artefact: artefact.id }];
  const { runId, conversation } = await app.client.runs.start({ request: 'say it', files });
  await expect.poll(() => app.engine.isIdle()).toBe(true);
  expect(app.engine.run(runId).status).toBe('finished');
  const overview = await app.client.storage.overview();
  expect(useOf(overview, 'conversations')).toMatchObject({ bytes: 11, count: 1, freeable: 0 });
  expect(overview.conversations).toMatchObject([{ id: conversation, bytes: 11 }]);
  expect(overview.disk.total).toBeGreaterThan(overview.disk.free);
  expect(overview.isBusy).toBe(false);
  await app.client.conversations.remove({ id: conversation });
  const after = await app.client.storage.overview();
  expect(useOf(after, 'deleted')).toMatchObject({ bytes: 11, freeable: 11 });
  const freed = await app.client.storage.free({ category: 'deleted' });
  expect(freed).toEqual({ category: 'deleted', bytes: 11, count: 1 });
  expect(existsSync(app.engine.store.artefacts.path(artefact.id))).toBe(false);
});

it('keeps every file that a run may still name, and the runs stay whole', async () => {
  const held = Promise.withResolvers<void>();
  const expert = fakeExpert('text-generation', {
    perform: async () => {
      await held.promise;
      return { text: 'said' };
    },
  });
  const app = testApp({ plan: PLAN, experts: [expert] });
  const { artefact } = await app.upload('a.txt', 'of a deleted conversation');
  const first = await app.client.runs.start({
    request: 'one',
    files: [{ name: 'a.txt', artefact: artefact.id }],
  });
  await app.client.conversations.remove({ id: first.conversation });
  const second = await app.client.runs.start({ request: 'two' });
  const overview = await app.client.storage.overview();
  expect(overview.isBusy).toBe(true);
  expect(useOf(overview, 'deleted')).toMatchObject({ freeable: 0 });
  for (const category of ['deleted', 'unnamed', 'database'] as const) {
    const freed = await app.client.storage.free({ category });
    expect(freed).toMatchObject({ bytes: 0 });
  }
  expect(await app.client.conversations.restore({ id: first.conversation })).toBeDefined();
  held.resolve();
  await expect.poll(() => app.engine.isIdle()).toBe(true);
  expect(app.engine.run(second.runId).status).toBe('finished');
  const { name } = { name: 'a.txt' };
  expect(await app.engine.store.artefacts.text({ name, artefact })).toBe(
    'of a deleted conversation',
  );
});

it('what was uploaded and not sent yet can still be sent after all was emptied', async () => {
  const app = testApp({ plan: PLAN });
  const { artefact } = await app.upload('a.txt', 'it waits');
  for (const category of ['unnamed', 'results', 'deleted'] as const) {
    await app.client.storage.free({ category });
  }
  const files = [{ name: 'a.txt', artefact: artefact.id }];
  const { runId } = await app.client.runs.start({ request: 'say it', files });
  await expect.poll(() => app.engine.run(runId).status).toBe('finished');
  expect(existsSync(app.engine.store.artefacts.path(artefact.id))).toBe(true);
});

it('refuses a category that is none', async () => {
  const { client } = testApp();
  const free = client.storage.free({ category: 'conversations' as 'results' }); // what a page could send
  await expect(free).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
