import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Library } from '../../../electron/library/library-types.ts';
import { keptDownloads } from '../../../electron/store/kept-downloads.ts';
import { detail, type ErrorDetail } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHub, sha256 } from '../../fakes/hub.ts';
import { cacheOf, haltingHub, libraryOn, MODEL, WEIGHTS } from './shelf.ts';

const hubs: FakeHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

const OTHER = 'acme/others';

async function halted() {
  const hub = await haltingHub([MODEL, OTHER]);
  hubs.push(hub);
  return hub;
}

/** A program over the same folders, as each start makes one. */
function start(hub: FakeHub, folder: string, refusal?: ErrorDetail): Library {
  return libraryOn({
    ...{ endpoint: hub.endpoint, home: folder },
    options: { keptDownloads: keptDownloads(folder), isAllowed: () => refusal },
  });
}

function until(library: Library, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = library.subscribe(() => {
      if (holds()) {
        end();
        resolve();
      }
    });
  });
}

const statuses = (library: Library) =>
  library.downloads().map(({ model, dtype, status }) => [model, dtype, status]);

/** Two downloads, the first of them half done, and then the end of the program. */
async function interrupted() {
  const hub = await halted();
  const folder = temporaryFolder();
  const library = start(hub, folder);
  for (const [model, dtype] of [[MODEL, 'q8'] as const, [OTHER, 'fp32'] as const]) {
    library.install(model, { dtype }).catch(() => undefined); // it ends with the program
  }
  await until(library, () => (library.downloads()[0]?.doneBytes ?? 0) > 50_000);
  library.close();
  hub.goOn();
  return { hub, folder };
}

test('What was under way or waiting is there at the next start, and goes on', async () => {
  const { hub, folder } = await interrupted();
  const again = start(hub, folder);
  expect(again.downloads()).toMatchObject([
    { model: MODEL, dtype: 'q8', status: 'paused' },
    { model: OTHER, dtype: 'fp32', status: 'paused', doneBytes: 0, totalBytes: 0 },
  ]);
  const [first] = again.downloads();
  expect(first?.totalBytes).toBeGreaterThan(600_000);
  expect(first?.doneBytes).toBeGreaterThanOrEqual(100_000);
  expect(first?.doneBytes).toBeLessThan(600_000);
  const sent = hub.sent();
  for (const { id } of again.downloads()) {
    again.resume(id);
  }
  await until(again, () => again.downloads().every(({ status }) => status === 'done'));
  const installed = async () => (await again.installed()).map(({ id }) => id);
  await expect.poll(installed).toEqual([OTHER, MODEL]);
  // The weights of the first went on where they had stopped.
  expect(hub.sent() - sent).toBeLessThan(600_000 + 900_000 - 90_000);
  expect(start(hub, folder).downloads()).toEqual([]);
});

test('A download that is installed anew goes on where it was paused', async () => {
  const { hub, folder } = await interrupted();
  const again = start(hub, folder);
  expect(await again.install(MODEL, { dtype: 'q8' })).toMatchObject({ id: MODEL, missing: [] });
  expect(statuses(again)).toEqual([
    [MODEL, 'q8', 'done'],
    [OTHER, 'fp32', 'paused'],
  ]);
});

test('A restored download that is cancelled takes what had come with it', async () => {
  const { hub, folder } = await interrupted();
  const part = join(cacheOf(folder), 'blobs', `${sha256(WEIGHTS.content)}.incomplete`);
  expect(existsSync(part)).toBe(true);
  const again = start(hub, folder);
  await again.cancel(again.downloads()[0]?.id ?? '');
  expect(existsSync(part)).toBe(false);
  expect(start(hub, folder).downloads()).toMatchObject([{ model: OTHER }]);
});

test('Where nothing may be fetched it stays in the list, and says why it waits', async () => {
  const { hub, folder } = await interrupted();
  const local = start(hub, folder, detail('only-loopback'));
  const [first] = local.downloads();
  expect(() => local.resume(first?.id ?? '')).toThrow(
    expect.objectContaining({ code: 'HUB_OFFLINE' }),
  );
  expect(statuses(local).map(([, , status]) => status)).toEqual(['paused', 'paused']);
  expect(start(hub, folder).downloads()).toHaveLength(2);
});

test('Those that wait change places, which the next start remembers', async () => {
  const { hub, folder } = await interrupted();
  const again = start(hub, folder);
  const order = () => again.downloads().map(({ model }) => model);
  const [first, second] = again.downloads().map(({ id }) => id);
  again.move(first ?? '', 'up');
  expect(order()).toEqual([MODEL, OTHER]);
  again.move(second ?? '', 'up');
  expect(order()).toEqual([OTHER, MODEL]);
  expect(
    start(hub, folder)
      .downloads()
      .map(({ model }) => model),
  ).toEqual([OTHER, MODEL]);
  again.move(second ?? '', 'down');
  expect(order()).toEqual([MODEL, OTHER]);
});

test('What runs keeps its place', async () => {
  const hub = await halted();
  const library = start(hub, temporaryFolder());
  for (const dtype of ['q8', 'fp32'] as const) {
    library.install(MODEL, { dtype }).catch(() => undefined); // it ends with the test
  }
  const second = library.downloads()[1]?.id ?? '';
  library.move(second, 'up');
  expect(statuses(library)).toEqual([
    [MODEL, 'q8', 'running'],
    [MODEL, 'fp32', 'queued'],
  ]);
  library.close();
});

test('A damaged list is as if there were none, and names nothing outside of the cache', async () => {
  const hub = await halted();
  const folder = temporaryFolder();
  const file = join(folder, 'downloads.json');
  writeFileSync(file, '[{"model":');
  expect(start(hub, folder).downloads()).toEqual([]);
  const strange = { revision: 'main', dtype: 'q8', extraFiles: [], totalBytes: 1, hashes: [] };
  writeFileSync(file, JSON.stringify([{ ...strange, model: '../..' }]));
  expect(start(hub, folder).downloads()).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('../..');
});
