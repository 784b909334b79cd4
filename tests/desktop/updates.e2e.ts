// A newer version of the installed program: asked for by the menu, fetched, and put in the place of the one
// that runs, with a backup first. In the stand-in, with the real Chromium and releases over HTTP.

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { listBackups } from '../../electron/store/backups.ts';
import { screenOf } from '../e2e/harness/screen.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { type FakeReleasesOptions, PACKAGE, startReleases } from '../fakes/releases.ts';
import { openDesktop } from './fixtures.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Installed extends FakeReleasesOptions {
  /** In place of that of the fake. */
  readonly address?: string;
}

/** The program as an AppImage starts it, with the settings opened by its menu's item for updates. */
async function installed({ address, ...options }: Installed = {}) {
  const releases = await startReleases(options);
  onTestFinished(() => releases.close());
  const home = temporaryFolder();
  const appImage = join(temporaryFolder(), 'Ensemble.AppImage');
  writeFileSync(appImage, 'the one that runs');
  const app = openDesktop({
    home,
    env: {
      ENSEMBLE_UPDATES: address ?? releases.address,
      ...{ APPIMAGE: appImage, APPDIR: ROOT },
    },
  });
  const page = await app.page();
  const screen = screenOf(page);
  app.tell({ type: 'choose', id: 'updates' });
  const section = page.getByRole('region', { name: screen.t('desktop.title') });
  await section.waitFor();
  const button = (name: 'check' | 'fetch' | 'stop' | 'install') =>
    section.getByRole('button', { name: screen.t(`desktop.updates.${name}`) });
  return { ...screen, app, home, appImage, releases, section, button };
}

test('a newer version is fetched, and takes the place of the one that runs', async () => {
  const { app, home, appImage, section, button } = await installed();
  await section.getByText('Version 99.0.0 is available').waitFor();
  await section.getByText('Two things are better.').waitFor();
  await button('fetch').click();
  await button('install').click();
  expect(await app.hears('relaunch')).toEqual({ type: 'relaunch', program: appImage });
  expect(await app.ended).toBe(0);
  await app.gone;
  expect(readFileSync(appImage).equals(PACKAGE)).toBe(true);
  expect(statSync(appImage).mode & 0o111).not.toBe(0);
  expect(readdirSync(dirname(appImage))).toEqual(['Ensemble.AppImage']);
  expect(await listBackups(home)).toHaveLength(1);
});

test('where it can not be replaced nothing changes, and it says what to do', async () => {
  const { app, home, appImage, section, button } = await installed();
  await button('fetch').click();
  await button('install').waitFor();
  rmSync(appImage);
  mkdirSync(join(appImage, 'in the way'), { recursive: true });
  await button('install').click();
  await section.getByText(/could not be replaced .* put .*Ensemble-99\.0\.0\.AppImage/).waitFor();
  expect(existsSync(join(appImage, 'in the way'))).toBe(true);
  expect(readdirSync(dirname(appImage))).toEqual(['Ensemble.AppImage']);
  expect(app.said.some(({ type }) => type === 'relaunch')).toBe(false);
  expect(await listBackups(home)).toHaveLength(1);
});

test('a fetch can be stopped and gone on with', async () => {
  let isHeld = true;
  const { section, button } = await installed({
    fault: ({ path }) =>
      isHeld && path.endsWith('AppImage') ? { kind: 'stall', after: 300_000 } : undefined,
  });
  await button('fetch').click();
  await section.getByRole('progressbar').waitFor();
  await button('stop').click();
  isHeld = false;
  await button('fetch').click();
  await button('install').waitFor();
});

test('this is the newest version, it says, and asks again at wish', async () => {
  const { releases, section, button } = await installed({ version: '0.0.1' });
  await section.getByText('This is the newest version.').waitFor();
  const asked = releases.seen.length;
  await button('check').click();
  await expect.poll(() => releases.seen.length).toBeGreaterThan(asked);
});

test('in local mode no one is asked, and it says why', async () => {
  const { section, t, button } = await installed({ address: 'https://releases.example/' });
  await section.getByText(t('desktop.updates.local')).waitFor();
  await section
    .getByRole('alert')
    .getByText(/nothing leaves this machine in local mode/)
    .waitFor();
  expect(await button('check').count()).toBe(0);
});
