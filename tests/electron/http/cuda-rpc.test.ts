import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalCuda } from '../../../electron/local-cuda.ts';
import { createFetch } from '../../../electron/network/fetch.ts';
import { refusalIn } from '../../../electron/network/policy.ts';
import { createCudaLibraries } from '../../../electron/runner/cuda-libraries.ts';
import type { FetchProgress } from '../../../shared/fetch-progress.ts';
import type { Mode } from '../../../shared/settings.ts';
import { testApp } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import {
  CUDA_LIBRARY,
  CUDA_PACKAGE,
  type FakeFeedOptions,
  fakePlace,
  startFeed,
  writeRuntime,
} from '../../fakes/nuget.ts';

interface Served {
  readonly mode?: Mode;
  readonly hasDriver?: boolean;
  /** In place of the feed's. */
  readonly index?: string;
}

/** An app whose CUDA libraries come from a feed of the test. */
async function appOn(options: FakeFeedOptions, { mode = 'hybrid', hasDriver, index }: Served = {}) {
  const feed = await startFeed(options);
  onTestFinished(() => feed.close());
  const folder = temporaryFolder();
  writeRuntime(folder, { indexes: [index ?? feed.index] });
  const refusal = refusalIn(mode);
  const libraries = createCudaLibraries({
    fetch: createFetch({ environment: {}, refusal }),
    place: fakePlace(folder),
    hasDriver: () => hasDriver ?? true,
  });
  let probes = 0;
  const probeAnew = async () => {
    probes += 1;
  };
  const { engine, client } = testApp();
  Object.assign(engine.local, { cuda: createLocalCuda({ libraries, refusal, probeAnew }) });
  const offer = async () => engine.local.cuda.offer();
  const library = join(folder, 'bin/napi-v6/linux/x64', CUDA_LIBRARY);
  return { client, feed, offer, probes: () => probes, isHere: () => existsSync(library) };
}

async function follow(progress: AsyncIterable<FetchProgress>): Promise<readonly FetchProgress[]> {
  const seen: FetchProgress[] = [];
  for await (const one of progress) {
    seen.push(one);
  }
  return seen;
}

describe('models.installCuda', () => {
  it('tells bytes until the libraries are here and the devices were tried anew', async () => {
    const app = await appOn({});
    expect(await app.offer()).toEqual({
      ...{ hasDriver: true, canFetch: true, bytes: CUDA_PACKAGE.length },
    });
    const seen = await follow(await app.client.models.installCuda());
    expect(seen.at(-1)).toMatchObject({ done: CUDA_PACKAGE.length, total: CUDA_PACKAGE.length });
    expect(app.isHere()).toBe(true);
    expect(app.probes()).toBe(1);
    expect(await app.offer()).toBeUndefined();
  });

  it('is refused in local mode with the reason, and is not offered as possible', async () => {
    const app = await appOn({}, { mode: 'local', index: 'https://feed.invalid/v3/index.json' });
    expect(await app.offer()).toEqual({ hasDriver: true, canFetch: false });
    await expect(app.client.models.installCuda().then(follow)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'NETWORK_REFUSED', message: expect.stringContaining('local mode') },
    });
    expect(app.probes()).toBe(0);
  });

  it('ends with what went wrong, also after its first words', async () => {
    const app = await appOn({
      fault: ({ path }) => (path.endsWith('.nupkg') ? { kind: 'corrupt' } : undefined),
    });
    await expect(app.client.models.installCuda().then(follow)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'DOWNLOAD_DAMAGED' },
    });
    expect(app.isHere()).toBe(false);
  });

  it('stops when nobody follows it any more, and goes on the next time', async () => {
    let isFirst = true;
    const app = await appOn({
      fault: ({ method, path }) =>
        isFirst && method === 'GET' && path.endsWith('.nupkg')
          ? { kind: 'stall', after: 300_000 }
          : undefined,
    });
    for await (const { done } of await app.client.models.installCuda()) {
      if (done === 300_000) {
        break;
      }
    }
    isFirst = false;
    await follow(await app.client.models.installCuda());
    expect(app.feed.seen.at(-1)?.range).toBe('bytes=300000-');
    expect(app.feed.sent()).toBe(CUDA_PACKAGE.length);
    expect(app.isHere()).toBe(true);
  });
});

describe('the offer', () => {
  it('asks nobody for a size where there is no card for it', async () => {
    const app = await appOn({}, { hasDriver: false });
    expect(await app.offer()).toEqual({ hasDriver: false, canFetch: true });
    expect(app.feed.seen).toEqual([]);
  });

  it('is made without a size where the feed does not tell it, and asks again', async () => {
    let isDown = true;
    const app = await appOn({
      fault: () => (isDown ? { kind: 'status', status: 404 } : undefined),
    });
    expect(await app.offer()).toEqual({ hasDriver: true, canFetch: true });
    isDown = false;
    expect(await app.offer()).toMatchObject({ bytes: CUDA_PACKAGE.length });
  });
});
