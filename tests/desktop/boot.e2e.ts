// The desktop host from its start to its end: the real main process and preload script, on the stand-in
// for Electron and a real Chromium.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../electron/engine.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { openDesktop } from './fixtures.ts';

test('opens one window, sandboxed and isolated, and shows it when it is drawn', async () => {
  const app = openDesktop();
  const page = await app.page();
  expect(await page.title()).toBe('Ensemble');
  const { options } = await app.hears('window');
  expect(options.show).toBe(false);
  expect(options.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(app.said.filter(({ type }) => type === 'window')).toHaveLength(1);
});

test('has a menu with the editing keys', async () => {
  const { items } = await openDesktop().hears('menu');
  const roles = items.flatMap(({ submenu }) =>
    Array.isArray(submenu) ? submenu.map(({ role }) => role) : [],
  );
  expect(roles).toEqual(expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll']));
});

test('a second start on the same folder brings the first window to the front and ends', async () => {
  const home = temporaryFolder();
  const first = openDesktop({ home });
  await first.page();
  first.tell({ type: 'minimise' });
  const second = openDesktop({ home });
  expect(await second.ended).toBe(0);
  expect(second.said.filter(({ type }) => /^(window|menu|serving)$/.test(type))).toEqual([]);
  await first.hears('window-did', ({ what }) => what === 'restore');
  await first.hears('window-did', ({ what }) => what === 'focus');
});

test('two folders have a window each', async () => {
  const apps = [openDesktop(), openDesktop()];
  for (const app of apps) {
    await app.hears('window-did', ({ what }) => what === 'show');
  }
});

test('says so where another Ensemble has the folder, and ends with status 1', async () => {
  const home = temporaryFolder();
  const engine = createEngine({ home });
  const app = openDesktop({ home, complaint: /./ });
  const { content } = await app.hears('error-box');
  expect(content).toContain(home);
  expect(content).toContain(String(process.pid));
  expect(await app.ended).toBe(1);
  await engine.close();
});

test('says so where the data folder is none', async () => {
  const home = join(temporaryFolder(), 'file');
  writeFileSync(home, '');
  const app = openDesktop({ home, complaint: /./ });
  expect((await app.hears('error-box')).content).toContain(home);
  expect(await app.ended).toBe(1);
});

test('says so where the database is damaged, and keeps it', async () => {
  const home = temporaryFolder();
  writeFileSync(
    join(home, 'ensemble.db'),
    'not a database, but long enough to look at '.repeat(200),
  );
  const app = openDesktop({ home, complaint: /./ });
  expect((await app.hears('error-box')).content).toMatch(/damaged-\d+/);
  expect(await app.ended).toBe(1);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'ends with status 0 on %s, engine and all',
  async (signal) => {
    const home = temporaryFolder();
    const app = openDesktop({ home });
    await app.page();
    app.signal(signal);
    expect(await app.ended).toBe(0);
    await createEngine({ home }).close(); // the folder is free
  },
);

test('closing the window ends it, and the next window is where that one was', async () => {
  const home = temporaryFolder();
  const place = { x: 40, y: 60, width: 900, height: 700 };
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'window.json'), JSON.stringify({ ...place, isMaximized: true }));
  const app = openDesktop({ home });
  await app.page();
  expect((await app.hears('window')).options).toMatchObject(place);
  await app.hears('window-did', ({ what }) => what === 'maximize');
  app.tell({ type: 'close-window' });
  expect(await app.ended).toBe(0);
  const kept: unknown = JSON.parse(readFileSync(join(home, 'window.json'), 'utf8'));
  expect(kept).toEqual({ ...place, isMaximized: true });
});

test('a window that was on a screen that is gone comes back onto one', async () => {
  const home = temporaryFolder();
  const place = { x: 9000, y: 9000, width: 900, height: 700 };
  writeFileSync(join(home, 'window.json'), JSON.stringify({ ...place, isMaximized: false }));
  const { options } = await openDesktop({ home }).hears('window');
  expect(options).toMatchObject({ width: 900, height: 700 });
  expect(options).not.toHaveProperty('x');
});

test('an engine that ends at once is told of, and not started for ever', async () => {
  const home = temporaryFolder();
  const app = openDesktop({ home, complaint: /./ });
  await app.page();
  process.kill(Number(readFileSync(join(home, 'engine.pid'), 'utf8')), 'SIGKILL');
  expect((await app.hears('error-box')).content).toContain('SIGKILL');
  expect(await app.ended).toBe(1);
});
