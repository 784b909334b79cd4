// The desktop host on Electron's own binary, where it is there and can open a window: that what the
// stand-in is trusted with holds in the real one. CI runs it under a virtual screen.

import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { findElectron, reasonAgainstWindow } from '../../electron/start/electron-program.ts';
import { ROOT } from '../e2e/harness/root.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { BRIDGE } from './fixtures.ts';

const electron = reasonAgainstWindow() ?? (await findElectron());

if ('why' in electron) {
  console.info(`Not run on the real Electron: ${electron.why}.`);
}

test.skipIf('why' in electron)('the real Electron shows the page and keeps it in', async () => {
  const executablePath = 'program' in electron ? electron.program : '';
  const env = { ...process.env, ENSEMBLE_HOME: temporaryFolder() };
  const app = await _electron.launch({
    executablePath,
    args: ['electron/main.ts'],
    cwd: ROOT,
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as {
      [name: string]: string; // those that have no value were left out
    },
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('textbox').first().waitFor();
    expect(page.url()).toBe('app://ensemble/');
    const found: unknown = await page.evaluate(`({
      origin: location.origin,
      bridge: Object.keys(window.ensemble),
      leaked: ['require', 'process', 'module'].filter((name) => name in window),
    })`);
    expect(found).toEqual({ origin: 'app://ensemble', bridge: BRIDGE, leaked: [] });
    const stretch: unknown = await page.evaluate(`
      fetch('/media?name=note.txt', { method: 'POST', body: 'a note that is not long' })
        .then((answer) => answer.json())
        .then(({ artefact: { id } }) => fetch('/media/' + id + '/x', { headers: { Range: 'bytes=2-5' } }))
        .then(async (answer) => [answer.status, await answer.text()])`);
    expect(stretch).toEqual([206, 'note']);
    await app.evaluate(({ shell }) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      Object.assign(shell, { openExternal: async (one: string) => resolve(one), asked: promise });
    });
    await page.evaluate(`location.href = 'https://example.com/'`);
    const opened: unknown = await app.evaluate(({ shell }) => Reflect.get(shell, 'asked'));
    expect(opened).toBe('https://example.com/');
    expect(page.url()).toBe('app://ensemble/');
    const state: unknown = await page.evaluate(
      `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`,
    );
    expect(state).toBe('denied');
    const resolved: unknown = await app.evaluate(({ session }) =>
      session.defaultSession.resolveHost('127.0.0.1').then(
        () => 'known',
        () => 'unknown',
      ),
    );
    expect(resolved).toBe('unknown'); // desktop/wall.ts
  } finally {
    await app.close();
  }
});
