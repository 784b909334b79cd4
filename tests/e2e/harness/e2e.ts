// The test function of all end-to-end tests: a fresh data folder, the program running on it, Chromium,
// and pages that must be without fault. Only what was started here is ended here.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { desktopHost } from '../../desktop/desktop-host.ts';
import { keepDevices, recallDevices } from './devices.ts';
import type { Host } from './host.ts';
import { serverHost } from './server-host.ts';
import { openVisit, type Visit } from './visit.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];

export function e2eOn(host: Host) {
  return (
    test
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
      .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
        // Playwright gives it a profile of its own in the temporary folder, and takes that away again.
        const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
        onCleanup(() => browser.close());
        return browser;
      })
      // biome-ignore lint/correctness/noEmptyPattern: as above
      .extend('folder', async ({}, { onCleanup }) => {
        const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
        onCleanup(() => rm(folder, { recursive: true, force: true }));
        return folder;
      })
      .extend('host', async ({ folder }, { onCleanup }) => {
        const home = join(folder, 'home');
        await recallDevices(home);
        const running = await host.start(home);
        onCleanup(async () => {
          await running.close();
          await keepDevices(home);
          expect(running.complaints).toEqual([]);
        });
        return running;
      })
      .extend('visit', async ({ browser, host, task }, { onCleanup }) => {
        const visits: Visit[] = [];
        onCleanup(async () => {
          try {
            for (const visit of visits) {
              visit.check();
            }
          } finally {
            if (task.result?.state === 'fail') {
              await keepPictures(task.name, visits);
            }
            await Promise.all(visits.map((visit) => visit.close()));
          }
        });
        return async (options?: BrowserContextOptions) => {
          const visit = await openVisit(browser, host.url, options);
          visits.push(visit);
          return visit;
        };
      })
      .extend('page', async ({ visit }) => (await visit()).page)
  );
}

/** The host that this run of the tests is about. */
export const HOST = process.env.E2E_HOST === 'desktop' ? desktopHost : serverHost;

export const e2e = e2eOn(HOST);

/** What the pages of a failed test showed. */
async function keepPictures(test: string, visits: readonly Visit[]): Promise<void> {
  for (const [place, { page }] of visits.entries()) {
    if (page.isClosed()) {
      continue;
    }
    const path = join(tmpdir(), `${test.replaceAll(/\W+/g, '-')}-${place}.png`);
    await page.screenshot({ path });
    console.info(`The page when it failed: ${path}`);
  }
}
