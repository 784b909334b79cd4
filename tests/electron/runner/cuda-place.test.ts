import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetch } from '../../../electron/network/fetch.ts';
import { createCudaLibraries } from '../../../electron/runner/cuda-libraries.ts';
import {
  cudaPlace,
  librariesIn,
  standBeside,
  withCudaLibraries,
} from '../../../electron/runner/cuda-place.ts';
import { runtimeHere } from '../../../electron/runner/runtime-libraries.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { CUDA_LIBRARY, SHARED_LIBRARY, startFeed, writeRuntime } from '../../fakes/nuget.ts';

const RUNTIME_LIBRARY = 'libonnxruntime.so.1';
const LINUX = { platform: 'linux', architecture: 'x64' };

/** A program that may not write beside its runtime, and its data folder. */
async function installedForAll({ folder = temporaryFolder(), version = '1.0.0' } = {}) {
  const feed = await startFeed({ version });
  onTestFinished(() => feed.close());
  const runtime = temporaryFolder();
  writeRuntime(runtime, { indexes: [feed.index], version });
  const place = cudaPlace({
    folder,
    runtime: { folder: runtime, ...LINUX },
    canWrite: () => false,
  });
  const libraries = createCudaLibraries({ fetch: createFetch({ environment: {} }), place });
  const install = () =>
    libraries.install({ signal: new AbortController().signal, onProgress: () => {} });
  return { folder, runtime, place, libraries, install };
}

describe('libraries of CUDA', () => {
  it('stand beside ONNX Runtime where the program may write there', () => {
    const runtime = temporaryFolder();
    writeRuntime(runtime, { indexes: [] });
    const place = cudaPlace({ folder: temporaryFolder(), runtime: { folder: runtime, ...LINUX } });
    expect(place.binaries).toBe(join(runtime, 'bin/napi-v6/linux/x64'));
    expect(withCudaLibraries({ LD_LIBRARY_PATH: '/opt/lib' }, place)).toEqual({
      LD_LIBRARY_PATH: '/opt/lib',
    });
  });

  it('go to the data folder where it may not, with a copy of ONNX Runtime beside them', async () => {
    const { folder, runtime, place, libraries, install } = await installedForAll();
    const before = readdirSync(join(runtime, 'bin/napi-v6/linux/x64'));
    expect(await install()).toEqual(
      [CUDA_LIBRARY, SHARED_LIBRARY].map((name) => join(folder, '1.0.0', name)),
    );
    expect(readdirSync(join(folder, '1.0.0')).toSorted()).toEqual(
      [RUNTIME_LIBRARY, CUDA_LIBRARY, SHARED_LIBRARY].toSorted(),
    );
    expect(readFileSync(join(folder, '1.0.0', RUNTIME_LIBRARY), 'utf8')).toBe('runtime');
    expect(readdirSync(join(runtime, 'bin/napi-v6/linux/x64'))).toEqual(before);
    expect(existsSync(join(runtime, '.cuda'))).toBe(false);
    expect(libraries.isMissing()).toBe(false);
    expect(librariesIn(place)).toContain(CUDA_LIBRARY);
  });

  it('are fetched anew for another version of ONNX Runtime, and the old ones go', async () => {
    const { folder, install } = await installedForAll();
    await install();
    const newer = await installedForAll({ folder, version: '2.0.0' });
    expect(newer.libraries.isMissing()).toBe(true);
    await newer.install();
    expect(newer.libraries.isMissing()).toBe(false);
    expect(existsSync(join(folder, '1.0.0'))).toBe(false);
    expect(existsSync(join(folder, '2.0.0', CUDA_LIBRARY))).toBe(true);
  });

  it('are looked for before what the person set', () => {
    const place = cudaPlace({ folder: '/data/cuda', canWrite: () => false });
    const { LD_LIBRARY_PATH } = withCudaLibraries({ LD_LIBRARY_PATH: '/opt/lib' }, place);
    expect(LD_LIBRARY_PATH).toBe(`${place.binaries}:/opt/lib`);
    expect(withCudaLibraries({}, place)).toEqual({ LD_LIBRARY_PATH: place.binaries });
  });
});

const ASKING = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
createRequire(process.argv[2])('onnxruntime-node');
const lines = readFileSync('/proc/self/maps', 'utf8').split('\\n');
const loaded = lines.map((line) => line.split(/\\s+/).at(-1));
process.send(loaded.find((path) => path.endsWith('${RUNTIME_LIBRARY}')));
`;

describe.runIf(process.platform === 'linux')('a process that runs models', () => {
  it('loads the ONNX Runtime that stands beside the libraries', async () => {
    const folder = temporaryFolder();
    const place = cudaPlace({ folder, canWrite: () => false });
    const script = join(temporaryFolder(), 'asking.mjs');
    writeFileSync(script, ASKING);
    const loaded = () => loadedBy(script, withCudaLibraries(process.env, place));
    expect(await loaded()).toContain(runtimeHere().folder); // nothing is there yet
    mkdirSync(folder, { recursive: true });
    await standBeside(place);
    expect(await loaded()).toBe(join(place.binaries, RUNTIME_LIBRARY));
  });
});

function loadedBy(script: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const child = fork(script, [join(runtimeHere().folder, 'package.json')], { execArgv: [], env });
  child.once('message', resolve);
  child.once('exit', (status) => reject(new Error(`it ended with ${status}`)));
  return promise;
}
