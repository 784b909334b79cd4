// A program for end-to-end tests: the server host, on a runtime whose CUDA libraries come from a feed of the
// test. Told what to do in its argument, it says its address and ends when it is told to.

import { mkdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '../../electron/engine.ts';
import { createLocalCuda } from '../../electron/local-cuda.ts';
import { createFetch } from '../../electron/network/fetch.ts';
import { refusalIn } from '../../electron/network/policy.ts';
import { createCudaLibraries } from '../../electron/runner/cuda-libraries.ts';
import { startServer } from '../../electron/server.ts';
import { type CudaServed, fakePlace, startFeed, writeRuntime } from './nuget.ts';

// The tests that start it are its only callers.
const { home, mode, faults } = JSON.parse(process.argv[2] ?? '') as CudaServed;
const left = [...faults];
const feed = await startFeed({
  fault: ({ method, path }) => {
    if (method !== 'GET' || !path.endsWith('.nupkg')) {
      return undefined;
    }
    const fault = left.length > 1 ? left.shift() : left[0];
    return fault === 'none' ? undefined : fault;
  },
});
mkdirSync(home, { recursive: true });
const folder = await mkdtemp(join(home, 'runtime-'));
const index = mode === 'local' ? 'https://feed.invalid/v3/index.json' : feed.index;
writeRuntime(folder, { indexes: [index] });
const refusal = refusalIn(mode);
const libraries = createCudaLibraries({
  fetch: createFetch({ environment: {}, refusal }),
  place: fakePlace(folder),
  hasDriver: () => true,
});
// What the devices find is no matter of these tests.
const cuda = createLocalCuda({ libraries, refusal, probeAnew: async () => {} });
const open = () => {
  const engine = createEngine({ home, mode });
  Object.assign(engine.local, { cuda });
  return engine;
};
const server = await startServer({ open, port: 0 });
process.once('SIGTERM', async () => {
  await server.close();
  await feed.close();
});
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
