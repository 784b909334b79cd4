import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalCuda } from '../../../electron/local-cuda.ts';
import { createFetch } from '../../../electron/network/fetch.ts';
import { createCudaLibraries } from '../../../electron/runner/cuda-libraries.ts';
import { cudaPlace } from '../../../electron/runner/cuda-place.ts';
import type { Probed } from '../../../electron/runner/devices.ts';
import type { Console } from '../../../electron/terminal/console.ts';
import { installCuda } from '../../../electron/terminal/cuda-install.ts';
import { detail } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { startFeed, writeRuntime } from '../../fakes/nuget.ts';

const SCRIPT = fileURLToPath(
  new URL('../../../electron/terminal/cuda-install.ts', import.meta.url),
);
const NO_CUDA: Probed = {
  device: 'cuda',
  works: false,
  why: 'no libcudart',
  advice: detail('cuda-advice'),
};

async function installOn(folder: string, platform: string) {
  const fetch = createFetch({ environment: {} });
  const runtime = { folder, platform, architecture: 'x64' };
  const place = cudaPlace({ folder: temporaryFolder(), runtime });
  const libraries = createCudaLibraries({ fetch, place });
  const cuda = createLocalCuda({ libraries, refusal: () => undefined, probeAnew: async () => {} });
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const console: Console = { print, warn: print, paint: (_, text) => text };
  const signal = new AbortController().signal;
  const status = await installCuda({ cuda, probe: async () => [NO_CUDA] }, console, signal);
  return { status, lines };
}

async function runtimeForTest(): Promise<string> {
  const feed = await startFeed();
  onTestFinished(() => feed.close());
  const folder = temporaryFolder();
  writeRuntime(folder, { indexes: [feed.index] });
  return folder;
}

describe('npm run cuda:install', () => {
  it('tells the size first, then how far it is, what was installed, and what the device says', async () => {
    const folder = await runtimeForTest();
    const { status, lines } = await installOn(folder, 'linux');
    expect(status).toBe(0);
    expect(lines[0]).toMatch(/CUDA libraries: 701 kB from 127\.0\.0\.1:\d+$/);
    expect(lines.join('\n')).toMatch(/701 kB of 701 kB/);
    expect(lines).toContain('libonnxruntime_providers_cuda.so: 700 kB');
    expect(lines).toContain('libonnxruntime_providers_shared.so: 14.0 kB');
    expect(lines).toContain('CUDA does not work here yet: no libcudart.');
    const second = await installOn(folder, 'linux');
    expect(second).toEqual({
      status: 0,
      lines: ['ONNX Runtime’s CUDA libraries are here already.'],
    });
  });

  it('says where a platform has none', async () => {
    const { status, lines } = await installOn(await runtimeForTest(), 'darwin');
    expect(status).toBe(1);
    expect(lines[0]).toContain('no CUDA libraries for this platform');
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'refuses in local mode, with the reason and the way around it',
    () => {
      const env = { ...process.env, ENSEMBLE_HOME: temporaryFolder() };
      const words = [SCRIPT, '--mode', 'local'];
      const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
      expect(status).toBe(1);
      expect(stderr).toContain('[NETWORK_REFUSED]');
      expect(stderr).toContain('npm run cuda:install -- --mode hybrid');
    },
  );
});
