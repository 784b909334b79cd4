import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetch } from '../../../electron/network/fetch.ts';
import { refusalIn } from '../../../electron/network/policy.ts';
import {
  type CudaLibraries,
  type CudaOptions,
  createCudaLibraries,
} from '../../../electron/runner/cuda-libraries.ts';
import { cudaPlace } from '../../../electron/runner/cuda-place.ts';
import { cudaPackages } from '../../../electron/runner/cuda-table.ts';
import { runtimeHere } from '../../../electron/runner/runtime-libraries.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { listen } from '../../fakes/hub.ts';
import {
  CUDA_BYTES,
  CUDA_LIBRARY,
  CUDA_PACKAGE,
  type FakeFeedOptions,
  SHARED_LIBRARY,
  startFeed,
  writeRuntime,
} from '../../fakes/nuget.ts';
import { zipOf } from '../../fakes/zip.ts';

const LINUX = { platform: 'linux', architecture: 'x64' };
const BOTH = [CUDA_LIBRARY, SHARED_LIBRARY];
const PART = '.cuda/fake.gpu.1.0.0.nupkg.incomplete';

async function feedFor(options: FakeFeedOptions = {}) {
  const feed = await startFeed(options);
  onTestFinished(() => feed.close());
  return feed;
}

function librariesOn(
  indexes: readonly string[],
  { runtime = LINUX, ...options }: Partial<CudaOptions> & { runtime?: typeof LINUX } = {},
) {
  const folder = temporaryFolder();
  writeRuntime(folder, { indexes });
  const place = cudaPlace({ folder: temporaryFolder(), runtime: { folder, ...runtime } });
  const fetch = createFetch({ environment: {} });
  const wait = () => setImmediate(undefined);
  const given = { fetch, place, wait, ...options };
  return { folder, libraries: createCudaLibraries(given), again: () => createCudaLibraries(given) };
}

const never = () => new AbortController().signal;

async function install(libraries: CudaLibraries, signal = never()) {
  const reported: Parameters<Parameters<CudaLibraries['install']>[0]['onProgress']>[0][] = [];
  const files = await libraries.install({ signal, onProgress: (one) => reported.push(one) });
  return { files, reported };
}

/** Names beside the runtime itself. */
function installed(folder: string): readonly string[] {
  return readdirSync(join(folder, 'bin/napi-v6/linux/x64')).filter((name) => BOTH.includes(name));
}

const staged = (folder: string) =>
  readdirSync(join(folder, '.cuda')).filter((name) => name !== 'lock');

describe('the libraries', () => {
  it('of the real package are known: which files, of which package, from which feed', () => {
    const [found, ...others] = cudaPackages({ ...runtimeHere(), ...LINUX });
    expect(others).toEqual([]);
    expect(found?.name).toMatch(/OnnxRuntime\.Gpu/);
    expect(found?.files.map(({ name }) => name)).toContain(CUDA_LIBRARY);
    expect(found?.candidates[0]).toEqual({
      index: expect.stringMatching(/^https:.*index\.json$/),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  it('are not offered where the platform has none', () => {
    const { libraries } = librariesOn([], {
      runtime: { platform: 'darwin', architecture: 'arm64' },
    });
    expect(libraries.isPossible).toBe(false);
    expect(libraries.isMissing()).toBe(false);
  });

  it('are fetched and unpacked, their size known before, and nothing else is left', async () => {
    const feed = await feedFor();
    const { folder, libraries } = librariesOn([feed.index]);
    expect(libraries.isMissing()).toBe(true);
    expect(await libraries.size(never())).toBe(CUDA_PACKAGE.length);
    expect(feed.sent()).toBe(0);
    const { files, reported } = await install(libraries);
    expect(files.map((file) => readFileSync(file).length)).toEqual([CUDA_BYTES.length, 14_000]);
    expect(readFileSync(files[0] ?? '').equals(CUDA_BYTES)).toBe(true);
    expect(reported[0]).toEqual({ totalBytes: CUDA_PACKAGE.length });
    expect(reported.at(-1)).toMatchObject({ doneBytes: CUDA_PACKAGE.length });
    expect(libraries.isMissing()).toBe(false);
    expect(staged(folder)).toEqual([]);
  });

  it('are not fetched a second time', async () => {
    const feed = await feedFor();
    const { libraries } = librariesOn([feed.index]);
    await Promise.all([install(libraries), install(libraries)]);
    expect((await install(libraries)).files).toEqual([]);
    expect(feed.sent()).toBe(CUDA_PACKAGE.length);
  });

  it('come from the first feed that has the version', async () => {
    const [without, having] = [await feedFor({ version: '2.0.0' }), await feedFor()];
    const { folder, libraries } = librariesOn([without.index, having.index]);
    await install(libraries);
    expect(without.sent()).toBe(0);
    expect(installed(folder)).toEqual(BOTH);
  });
});

describe('an install', () => {
  it('goes on where the connection was cut', async () => {
    let cuts = 0;
    const feed = await feedFor({
      fault: ({ method, path }) =>
        method === 'GET' && path.endsWith('.nupkg') && cuts++ < 4
          ? { kind: 'drop', after: 120_000 }
          : undefined,
    });
    const { folder, libraries } = librariesOn([feed.index]);
    await install(libraries);
    expect(installed(folder)).toEqual(BOTH);
    expect(feed.seen.filter(({ range }) => range !== undefined)).toHaveLength(4);
    expect(feed.sent()).toBe(CUDA_PACKAGE.length);
  });

  it('that is stopped keeps what has come, and another process goes on with it', async () => {
    let isFirst = true;
    const feed = await feedFor({
      fault: ({ method, path }) =>
        method === 'GET' && path.endsWith('.nupkg') && isFirst
          ? { kind: 'stall', after: 300_000 }
          : undefined,
    });
    const { folder, libraries, again } = librariesOn([feed.index]);
    const stop = new AbortController();
    const onProgress = ({ doneBytes = 0 }) => {
      if (doneBytes === 300_000) {
        stop.abort(new Error('stopped'));
      }
    };
    await expect(libraries.install({ signal: stop.signal, onProgress })).rejects.toThrow('stopped');
    expect(installed(folder)).toEqual([]);
    expect(readFileSync(join(folder, PART))).toHaveLength(300_000);
    isFirst = false;
    await install(again());
    expect(feed.seen.at(-1)?.range).toBe('bytes=300000-');
    expect(installed(folder)).toEqual(BOTH);
  });

  it('begins again where the feed gives no ranges', async () => {
    let isFirst = true;
    const feed = await feedFor({
      fault: ({ method, path }) => {
        if (method !== 'GET' || !path.endsWith('.nupkg')) {
          return undefined;
        }
        const fault = isFirst ? ({ kind: 'drop', after: 50_000 } as const) : undefined;
        isFirst = false;
        return fault ?? { kind: 'no-ranges' };
      },
    });
    const { folder, libraries } = librariesOn([feed.index]);
    await install(libraries);
    expect(installed(folder)).toEqual(BOTH);
  });

  it('gives up a connection on which nothing comes, and asks again', async () => {
    let stalls = 0;
    const feed = await feedFor({
      fault: ({ method, path }) =>
        method === 'GET' && path.endsWith('.nupkg') && stalls++ === 0
          ? { kind: 'stall', after: 10_000 }
          : undefined,
    });
    const { folder, libraries } = librariesOn([feed.index], { stallMs: 300 });
    await install(libraries);
    expect(installed(folder)).toEqual(BOTH);
  });

  it('throws a damaged package away, and installs nothing of it', async () => {
    const feed = await feedFor({
      fault: ({ path }) => (path.endsWith('.nupkg') ? { kind: 'corrupt' } : undefined),
    });
    const { folder, libraries } = librariesOn([feed.index]);
    await expect(install(libraries)).rejects.toMatchObject({ code: 'DOWNLOAD_DAMAGED' });
    expect(installed(folder)).toEqual([]);
    expect(staged(folder)).toEqual([]);
  });

  it('finds one wrong byte in a library, and installs none of them', async () => {
    const wrong = Buffer.from(CUDA_PACKAGE);
    const at = wrong.indexOf(CUDA_BYTES.subarray(0, 64)) + 500_000;
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    const feed = await feedFor({ content: () => wrong });
    const { folder, libraries } = librariesOn([feed.index]);
    await expect(install(libraries)).rejects.toMatchObject({ code: 'DOWNLOAD_DAMAGED' });
    expect(installed(folder)).toEqual([]);
    expect(staged(folder)).toEqual([]);
  });

  it('begins anew where what an earlier one left is damaged', async () => {
    const feed = await feedFor();
    const { folder, libraries } = librariesOn([feed.index]);
    mkdirSync(join(folder, '.cuda'));
    writeFileSync(join(folder, PART), Buffer.alloc(200_000));
    await install(libraries);
    expect(installed(folder)).toEqual(BOTH);
    expect(staged(folder)).toEqual([]);
  });

  it('refuses a package without a library that it needs', async () => {
    const content = zipOf([{ path: 'Fake.Gpu.nuspec', content: Buffer.from('<package/>') }]);
    const feed = await feedFor({ content: () => content });
    const { folder, libraries } = librariesOn([feed.index]);
    await expect(install(libraries)).rejects.toMatchObject({
      code: 'DOWNLOAD_DAMAGED',
      data: { why: expect.stringContaining(CUDA_LIBRARY) },
    });
    expect(installed(folder)).toEqual([]);
  });

  it.each([
    { name: 'for the package', free: CUDA_PACKAGE.length },
    { name: 'for what is in it', free: CUDA_PACKAGE.length + 64 * 2 ** 20 },
  ])('is refused where there is no room $name', async ({ free }) => {
    const feed = await feedFor();
    let left = free;
    const freeBytes = async () => {
      const now = left;
      left -= CUDA_PACKAGE.length;
      return now;
    };
    const { folder, libraries } = librariesOn([feed.index], { freeBytes });
    await expect(install(libraries)).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(installed(folder)).toEqual([]);
  });

  it('is refused in local mode, with the reason, before anything is asked', async () => {
    const fetch = createFetch({ environment: {}, refusal: refusalIn('local') });
    const { folder, libraries } = librariesOn(['https://feed.invalid/v3/index.json'], { fetch });
    await expect(install(libraries)).rejects.toMatchObject({
      code: 'NETWORK_REFUSED',
      data: { why: expect.stringContaining('local mode') },
    });
    expect(installed(folder)).toEqual([]);
  });
});

describe('a feed', () => {
  it('without the version is named', async () => {
    const feed = await feedFor({ version: '2.0.0' });
    const { libraries } = librariesOn([feed.index]);
    await expect(libraries.size(never())).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { host: new URL(feed.index).host, why: 'it has no Fake.Gpu 1.0.0' },
    });
  });

  it('that is busy is asked again, and given up at last', async () => {
    let refusals = 0;
    const feed = await feedFor({
      fault: () => (refusals++ < 3 ? { kind: 'status', status: 503 } : undefined),
    });
    const { libraries } = librariesOn([feed.index]);
    expect(await libraries.size(never())).toBe(CUDA_PACKAGE.length);
    refusals = Number.NEGATIVE_INFINITY;
    await expect(libraries.size(never())).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { why: 'it answered 503' },
    });
  });

  it('whose package is gone, or that is none, is named', async () => {
    const gone = await feedFor({
      fault: ({ path }) => (path.endsWith('.nupkg') ? { kind: 'status', status: 404 } : undefined),
    });
    await expect(install(librariesOn([gone.index]).libraries)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { why: 'it answered 404' },
    });
    const none = gone.index.replace('v3/index.json', 'flat/fake.gpu/index.json');
    await expect(install(librariesOn([none]).libraries)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { why: 'it answered what a NuGet feed does not' },
    });
  });

  it('that never answers is given up', async () => {
    const { libraries } = librariesOn([(await silentFeed()).index], { stallMs: 50 });
    await expect(libraries.size(never())).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });
});

/** Takes requests and says nothing. */
async function silentFeed() {
  const server = await listen(() => {});
  onTestFinished(() => server.close());
  return { index: `${server.address}/v3/index.json` };
}
