import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';
import {
  type FakeHub,
  type FakeHubOptions,
  type Fault,
  hashOf,
  type Seen,
  sha256,
  startHub,
} from '../../fakes/hub.ts';
import { COMMIT, cacheOf, libraryOn, MODEL, shapesModel, WEIGHTS } from './shelf.ts';

const hubs: FakeHub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function hubWith(options: Partial<FakeHubOptions> = {}): Promise<FakeHub> {
  const hub = await startHub({ models: [shapesModel()], ...options });
  hubs.push(hub);
  return hub;
}

const isWeights = ({ host }: Seen) => host === 'storage';
const published = (home: string) => join(cacheOf(home), 'snapshots', COMMIT, WEIGHTS.path);
const arrived = (home: string) => sha256(readFileSync(published(home)));

test('An install lays out the cache as the tools in Python do', async () => {
  const hub = await hubWith();
  const home = temporaryFolder();
  const model = await libraryOn({ endpoint: hub.endpoint, home }).install(MODEL, { dtype: 'q8' });
  expect(readFileSync(join(cacheOf(home), 'refs/main'), 'utf8')).toBe(COMMIT);
  expect(readlinkSync(published(home))).toBe(`../../../blobs/${sha256(WEIGHTS.content)}`);
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
  expect(readdirSync(join(cacheOf(home), 'blobs')).sort()).toEqual(
    shapesModel()
      .files.filter(({ path }) =>
        ['config.json', 'tokenizer_config.json', 'README.md', WEIGHTS.path].includes(path),
      )
      .map(hashOf)
      .sort(),
  );
  expect(model).toMatchObject({
    id: MODEL,
    revision: COMMIT,
    tasks: ['object-detection'],
    licence: 'mit',
    languages: ['en', 'de'],
    missing: [],
    problems: [],
    dtypes: [{ dtype: 'q8', bytes: WEIGHTS.content.length, parts: { model: 'q8' } }],
  });
});

test('A download that is cut 20 times at random ends whole, by ranges', async () => {
  let cuts = 0;
  const fault = (seen: Seen): Fault | undefined => {
    if (!isWeights(seen) || cuts >= 20) {
      return undefined;
    }
    cuts += 1;
    return { kind: 'drop', after: Math.floor(Math.random() * 40_000) };
  };
  const hub = await hubWith({ fault });
  const home = temporaryFolder();
  await libraryOn({ endpoint: hub.endpoint, home }).install(MODEL, { dtype: 'q8' });
  expect(cuts).toBe(20);
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
  const ranges = hub.seen.filter((seen) => isWeights(seen) && seen.range !== undefined);
  expect(ranges.length).toBeGreaterThan(10);
  expect(hub.sent()).toBeLessThan(2 * WEIGHTS.content.length);
});

test('A process that is killed while it downloads leaves what the next goes on with', async () => {
  const hub = await hubWith({
    fault: (seen) => (isWeights(seen) ? { kind: 'slow', pauseMs: 5 } : undefined),
  });
  const home = temporaryFolder();
  const part = join(cacheOf(home), 'blobs', `${sha256(WEIGHTS.content)}.incomplete`);
  const here = () => (existsSync(part) ? statSync(part).size : 0);
  for (let kill = 1; kill <= 3; kill++) {
    const before = here();
    const child = installing(hub.endpoint, home);
    await until(() => here() > before || child.ended());
    child.kill();
    await child.end;
    expect(existsSync(part)).toBe(true);
    expect(existsSync(published(home))).toBe(false);
  }
  await libraryOn({ endpoint: hub.endpoint, home }).install(MODEL, { dtype: 'q8' });
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
  const starts = hub.seen
    .filter(isWeights)
    .map(({ range }) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]));
  expect(starts.length).toBe(4);
  expect(new Set(starts).size).toBe(4);
  expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  expect(hub.sent()).toBeLessThan(2 * WEIGHTS.content.length);
});

test('Two processes that install one model do not disturb each other', async () => {
  const hub = await hubWith({
    fault: (seen) => (isWeights(seen) ? { kind: 'slow', pauseMs: 20 } : undefined),
  });
  const home = temporaryFolder();
  const child = installing(hub.endpoint, home);
  await until(() => hub.sent() > 50_000 || child.ended());
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const library = libraryOn({ endpoint: hub.endpoint, home, options: { wait } });
  const [code] = await Promise.all([child.end, library.install(MODEL, { dtype: 'q8' })]);
  expect(code).toBe(0);
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
  expect(hub.seen.filter(isWeights).length).toBe(1);
});

const DAMAGES: readonly Fault[] = [{ kind: 'corrupt' }, { kind: 'pointer' }];

test.each(DAMAGES)('What arrives damaged is never shown ($kind)', async (fault) => {
  const hub = await hubWith({ fault: (seen) => (isWeights(seen) ? fault : undefined) });
  const home = temporaryFolder();
  const installed = libraryOn({ endpoint: hub.endpoint, home }).install(MODEL, { dtype: 'q8' });
  await expect(installed).rejects.toMatchObject({ code: 'DOWNLOAD_DAMAGED' });
  expect(existsSync(join(cacheOf(home), 'snapshots'))).toBe(false);
  expect(existsSync(join(cacheOf(home), 'refs'))).toBe(false);
  expect(readdirSync(join(cacheOf(home), 'blobs'))).not.toContain(sha256(WEIGHTS.content));
});

test('An answer that ends too early, and a server without ranges, end whole', async () => {
  const faults: Fault[] = [{ kind: 'truncate', to: 100_000 }, { kind: 'no-ranges' }];
  const hub = await hubWith({ fault: (seen) => (isWeights(seen) ? faults.shift() : undefined) });
  const home = temporaryFolder();
  await libraryOn({ endpoint: hub.endpoint, home }).install(MODEL, { dtype: 'q8' });
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
});

test('A connection on which nothing comes is given up and asked anew', async () => {
  const faults: Fault[] = [{ kind: 'stall' }];
  const hub = await hubWith({ fault: (seen) => (isWeights(seen) ? faults.shift() : undefined) });
  const home = temporaryFolder();
  const options = { stallMs: 150 };
  await libraryOn({ endpoint: hub.endpoint, home, options }).install(MODEL, { dtype: 'q8' });
  expect(arrived(home)).toBe(sha256(WEIGHTS.content));
});

test('A repository that holds a pointer as its content is found out', async () => {
  const content = Buffer.from(
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n',
  );
  const [config] = shapesModel().files;
  const files = [{ path: 'onnx/model.onnx', content, isLarge: false }];
  const model = shapesModel({ files: config === undefined ? files : [config, ...files] });
  const hub = await hubWith({ models: [model] });
  const installed = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() }).install(MODEL, {
    dtype: 'fp32',
  });
  await expect(installed).rejects.toMatchObject({
    code: 'DOWNLOAD_DAMAGED',
    data: { file: 'onnx/model.onnx' },
  });
});

function installing(endpoint: string, home: string) {
  const script = new URL('install-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, endpoint, home], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const end = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { end, ended: () => child.exitCode !== null, kill: () => child.kill('SIGKILL') };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
