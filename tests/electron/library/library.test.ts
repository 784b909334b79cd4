import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Library } from '../../../electron/library/library-types.ts';
import { DownloadStateSchema, LibraryEntrySchema } from '../../../shared/library.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHub, type Fault, type Seen, sha256, startHub } from '../../fakes/hub.ts';
import { COMMIT, cacheOf, libraryOn, MODEL, shapesModel, WEIGHTS } from './shelf.ts';

const hubs: FakeHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function hubWith(fault?: (seen: Seen) => Fault | undefined): Promise<FakeHub> {
  const hub = await startHub({ models: [shapesModel()], ...(fault ? { fault } : {}) });
  hubs.push(hub);
  return hub;
}

/** The first answer of the storage stops in its middle; those after it are whole. */
const haltingOnce = (): ((seen: Seen) => Fault | undefined) => {
  let isFirst = true;
  return ({ host, method }) => {
    if (host !== 'storage' || method !== 'GET' || !isFirst) {
      return undefined;
    }
    isFirst = false;
    return { kind: 'stall', after: 100_000 };
  };
};
const part = (home: string) =>
  join(cacheOf(home), 'blobs', `${sha256(WEIGHTS.content)}.incomplete`);

/** Settles when the state of the only download is as wished. */
function until(library: Library, holds: (state: Library) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = library.subscribe(() => {
      if (holds(library)) {
        end();
        resolve();
      }
    });
  });
}

const isUnderWay = (library: Library) => (library.downloads()[0]?.doneBytes ?? 0) > 50_000;

test('The last bytes before a connection falls silent are told while it is silent', async () => {
  const hub = await hubWith(haltingOnce());
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  const stop = new AbortController();
  const installed = library.install(MODEL, { dtype: 'q8', signal: stop.signal });
  const rejected = expect(installed).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(library, () => (library.downloads()[0]?.doneBytes ?? 0) >= 100_000);
  const asked = hub.seen.filter(({ host }) => host === 'storage').length;
  stop.abort();
  await rejected;
  // Nothing was given up and asked for again, which would have told too.
  expect(asked).toBe(1);
});

test('A paused download holds still and goes on by ranges; progress counts up to the end', async () => {
  const hub = await hubWith(haltingOnce());
  const home = temporaryFolder();
  const library = libraryOn({ endpoint: hub.endpoint, home });
  const done: number[] = [];
  const onProgress = ({ doneBytes }: { doneBytes: number }) => void done.push(doneBytes);
  const installed = library.install(MODEL, { dtype: 'q8', onProgress });
  await until(library, isUnderWay);
  const id = library.downloads()[0]?.id ?? '';
  library.pause(id);
  expect(library.downloads()).toMatchObject([{ status: 'paused' }]);
  expect(existsSync(part(home))).toBe(true);
  library.resume(id);
  await installed;
  const [state] = library.downloads();
  expect(DownloadStateSchema.parse(state)).toEqual(state);
  expect(state).toMatchObject({ status: 'done', doneBytes: state?.totalBytes });
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  const ranges = hub.seen.filter(({ host, range }) => host === 'storage' && range !== undefined);
  expect(ranges.length).toBe(1);
});

test('A cancelled download leaves nothing behind', async () => {
  const hub = await hubWith(haltingOnce());
  const home = temporaryFolder();
  const library = libraryOn({ endpoint: hub.endpoint, home });
  const installed = library.install(MODEL, { dtype: 'q8' });
  const rejected = expect(installed).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(library, isUnderWay);
  await library.cancel(library.downloads()[0]?.id ?? '');
  await rejected;
  expect(existsSync(part(home))).toBe(false);
  expect(library.downloads()).toMatchObject([{ status: 'cancelled' }]);
});

test('A download that is stopped by its signal keeps what has come', async () => {
  const hub = await hubWith(haltingOnce());
  const home = temporaryFolder();
  const library = libraryOn({ endpoint: hub.endpoint, home });
  const stop = new AbortController();
  const installed = library.install(MODEL, { dtype: 'q8', signal: stop.signal });
  const rejected = expect(installed).rejects.toMatchObject({ code: 'CANCELLED' });
  await until(library, isUnderWay);
  stop.abort();
  await rejected;
  expect(existsSync(part(home))).toBe(true);
});

test('Downloads wait for each other', async () => {
  const hub = await hubWith();
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  const both = [library.install(MODEL, { dtype: 'q8' }), library.install(MODEL, { dtype: 'fp32' })];
  expect(library.downloads().map(({ status }) => status)).toEqual(['running', 'queued']);
  await Promise.all(both);
  expect((await library.show(MODEL))?.installed[0]?.dtypes.map(({ dtype }) => dtype)).toEqual([
    'fp32',
    'q8',
  ]);
});

test('The bandwidth cap makes transfers wait for as long as their bytes take', async () => {
  const hub = await hubWith();
  let waited = 0;
  const wait = async (milliseconds: number) => {
    waited = Math.max(waited, milliseconds);
  };
  const options = { wait, bytesPerSecond: () => 100_000 };
  await libraryOn({ endpoint: hub.endpoint, home: temporaryFolder(), options }).install(MODEL, {
    dtype: 'q8',
  });
  // 600,000 bytes at 100,000 a second; the last piece (64 KiB at most) is not waited for.
  expect(waited).toBeGreaterThan(4000);
  expect(waited).toBeLessThan(6500);
});

test('A slow cap is no silent connection', async () => {
  const hub = await hubWith();
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds, 60)));
  const options = { wait, bytesPerSecond: () => 1000, stallMs: 40 };
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder(), options });
  await library.install(MODEL, { dtype: 'q8' });
  expect(hub.seen.filter(({ host }) => host === 'storage').length).toBe(1);
});

test('Damage on the disk is found, and installing again repairs it', async () => {
  const hub = await hubWith();
  const home = temporaryFolder();
  const library = libraryOn({ endpoint: hub.endpoint, home });
  const { folder } = await library.install(MODEL, { dtype: 'q8' });
  expect(await library.verify(MODEL)).toMatchObject([{ damaged: [], missing: [], unknown: [] }]);
  writeFileSync(realpathSync(join(folder, WEIGHTS.path)), Buffer.alloc(WEIGHTS.content.length));
  expect(await library.verify(MODEL)).toMatchObject([{ damaged: [WEIGHTS.path] }]);
  await library.install(MODEL, { dtype: 'q8' });
  expect(await library.verify(MODEL)).toMatchObject([{ damaged: [] }]);
  expect(hub.seen.filter(({ host }) => host === 'storage').length).toBe(2);
});

test('Removing a revision keeps the blobs that another one uses', async () => {
  const hub = await hubWith();
  const home = temporaryFolder();
  const library = libraryOn({ endpoint: hub.endpoint, home });
  await library.install(MODEL, { dtype: 'q8' });
  const other = join(cacheOf(home), 'snapshots', 'b'.repeat(40), 'onnx');
  mkdirSync(other, { recursive: true });
  const hash = sha256(WEIGHTS.content);
  symlinkSync(`../../../blobs/${hash}`, join(other, '.kept.onnx'));
  await library.remove(`${MODEL}@${COMMIT}`);
  expect(readdirSync(join(cacheOf(home), 'blobs'))).toEqual([hash]);
  expect(existsSync(join(cacheOf(home), 'refs/main'))).toBe(false);
  expect(await library.installed()).toEqual([]);
});

test('Removing the only revision leaves no folder; a folder of one’s own is refused', async () => {
  const hub = await hubWith();
  const home = temporaryFolder();
  const own = temporaryFolder();
  writeFileSync(join(own, 'model.onnx'), 'x');
  const options = { folders: () => [own] };
  const library = libraryOn({ endpoint: hub.endpoint, home, options });
  await library.install(MODEL, { dtype: 'q8' });
  await library.remove(MODEL);
  expect(existsSync(cacheOf(home))).toBe(false);
  await expect(library.remove(own)).rejects.toMatchObject({ code: 'USAGE' });
  expect(existsSync(join(own, 'model.onnx'))).toBe(true);
  await expect(library.remove(MODEL)).rejects.toMatchObject({ code: 'MODEL_NOT_INSTALLED' });
});

test('The search finds by words of the name and by task type', async () => {
  const hub = await hubWith();
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  await library.install(MODEL, { dtype: 'q8' });
  const [entry, ...others] = await library.search('SHAPES acme', { task: 'object-detection' });
  expect(LibraryEntrySchema.parse(entry)).toEqual(entry);
  expect([entry?.id, others]).toEqual([MODEL, []]);
  expect(await library.search('shapes', { task: 'translation' })).toEqual([]);
});

test('The size is known before anything of the weights is fetched', async () => {
  const hub = await hubWith();
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  const plan = await library.plan(MODEL, { dtype: 'q8' });
  expect(plan.commit).toBe(COMMIT);
  expect(plan.files.map(({ path }) => path)).toEqual([
    ...['config.json', 'tokenizer_config.json', 'README.md', WEIGHTS.path],
  ]);
  expect(hub.sent()).toBe(0);
});

test('An install that is asked for twice is one download', async () => {
  const hub = await hubWith();
  const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
  const both = [library.install(MODEL, { dtype: 'q8' }), library.install(MODEL, { dtype: 'q8' })];
  const [one, other] = await Promise.all(both);
  expect(one).toEqual(other);
  expect(library.downloads().length).toBe(1);
  expect(hub.seen.filter(({ host }) => host === 'storage').length).toBe(1);
});
