// The libraries of CUDA on the screen of models: their size, fetching, stopping, going on, a failure, and
// local mode; from a feed on this machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { CudaServed } from '../fakes/nuget.ts';
import { e2eOn } from './harness/e2e.ts';
import type { Host } from './harness/host.ts';
import { modelsOf } from './harness/models.ts';
import { ROOT } from './harness/root.ts';
import { expectAccessible } from './harness/visit.ts';

function cudaHost(served: Omit<CudaServed, 'home'>): Host {
  return {
    start: async (home) => {
      const words = ['tests/fakes/cuda-server.ts', JSON.stringify({ ...served, home })];
      const child = spawn(process.execPath, words, {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const complaints: string[] = [];
      createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      const kill = async (signal: NodeJS.Signals) => {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      };
      return {
        ...{ url: JSON.parse(line).url, complaints, kill },
        restart: () => Promise.reject(new Error('This host is started once.')),
        close: () => kill('SIGTERM'),
      };
    },
  };
}

function rowOf(page: Page) {
  const { t, link, machine, button } = modelsOf(page);
  return {
    ...{ t, link, machine },
    title: machine.getByText(t('models.machine.cuda.title'), { exact: true }),
    install: button(t('models.machine.cuda.installLabel')),
    stop: button(t('models.machine.cuda.cancelLabel')),
    missing: machine.getByText(t('models.machine.cuda.missingBytes', { bytes: '701 kB' })),
  };
}

const slow = e2eOn(cudaHost({ mode: 'hybrid', faults: [{ kind: 'slow', pauseMs: 200 }, 'none'] }));
const broken = e2eOn(cudaHost({ mode: 'hybrid', faults: [{ kind: 'corrupt' }] }));
const local = e2eOn(cudaHost({ mode: 'local', faults: ['none'] }));

// Its feed is given to the engine's process by the server's host alone.
describe.skipIf(process.env.E2E_HOST === 'desktop')('the libraries of CUDA', () => {
  slow('are fetched with their size told, stopped, and installed', async ({ page }) => {
    const { link, machine, title, install, stop, missing } = rowOf(page);
    await link.click();
    await missing.waitFor();
    await expectAccessible(page);
    await install.click();
    await machine.getByText(/^\d+ of 701 kB .* left$/).waitFor();
    await expectAccessible(page);
    await stop.click();
    await missing.waitFor();
    await install.click();
    await title.waitFor({ state: 'detached' });
  });

  broken('say in words what went wrong, and can be tried again', async ({ page }) => {
    const { t, link, machine, install, missing } = rowOf(page);
    await link.click();
    await install.click();
    await machine.getByRole('alert').getByText('fake.gpu.1.0.0.nupkg').waitFor();
    await machine.getByRole('button', { name: t('errors.recoveries.retry') }).waitFor();
    await missing.waitFor();
    await expectAccessible(page);
  });

  local('are not fetched in local mode, and the row says why', async ({ page }) => {
    const { t, link, machine, install } = rowOf(page);
    await link.click();
    await machine.getByText(t('models.machine.cuda.offline')).waitFor();
    expect(await install.isDisabled()).toBe(true);
    await expectAccessible(page);
  });
});
