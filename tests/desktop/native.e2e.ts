// What the program is to the system beside its page: notifications and the bar of runs, files and links
// that are opened with it, files dragged out of it, its menu. In the stand-in, with the real Chromium.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { screenOf } from '../e2e/harness/screen.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import type { DesktopApp, DesktopOptions } from './desktop-app.ts';
import { openDesktop } from './fixtures.ts';

const REQUEST = 'Summarise: The sky is blue. The sea is blue, too.';
const TEXT = 'a note that is not long';

async function opened(options: Partial<DesktopOptions> & { readonly complaint?: RegExp } = {}) {
  const app = openDesktop(options);
  const page = await app.page();
  return { app, ...screenOf(page), hash: () => new URL(page.url()).hash };
}

/** A file with that name in a folder of its own. */
function note(name = 'note.txt', text = TEXT): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** Chooses an item of the menu by its id. */
const choose = (app: DesktopApp, id: string) => app.tell({ type: 'choose', id });

test('a run that ends in the background says so, and a click leads to it', async () => {
  const { app, ask, list, hash } = await opened();
  app.tell({ type: 'blur' });
  await ask(REQUEST);
  const { place, options } = await app.hears('notification');
  expect(options).toEqual({ title: REQUEST, body: 'Done.' });
  await list.getByRole('button', { name: 'New', exact: true }).click();
  await expect.poll(hash).toBe('');
  app.tell({ type: 'click-notification', place });
  await expect.poll(hash).toMatch(/^#\/c\/[\w-]+$/);
  await app.hears('window-did', ({ what }) => what === 'focus');
});

test('a run shows in the taskbar while it goes on, and nothing is left of it afterwards', async () => {
  const { app, ask, runIn } = await opened();
  const bars = () => app.said.filter((said) => said.type === 'progress-bar');
  await expect.poll(() => bars().length).toBeGreaterThan(0);
  expect(bars().every(({ progress }) => progress < 0)).toBe(true);
  await ask(REQUEST);
  await runIn('finished').waitFor();
  await expect.poll(() => bars().some(({ progress }) => progress >= 0)).toBe(true);
  await expect.poll(() => bars().at(-1)?.progress).toBe(-1);
  expect(app.said.some(({ type }) => type === 'notification')).toBe(false); // the window is in front
});

test('notifications can be turned off, for the next start too', async () => {
  const home = temporaryFolder();
  const { app, page, t, ask, runIn } = await opened({ home });
  choose(app, 'settings');
  const toggle = page.getByRole('switch', { name: t('desktop.notify') });
  await toggle.click();
  await expect.poll(() => toggle.isChecked()).toBe(false);
  choose(app, 'new');
  app.tell({ type: 'blur' });
  await ask(REQUEST);
  await runIn('finished').waitFor();
  expect(app.said.some(({ type }) => type === 'notification')).toBe(false);
  await app.close();
  expect(JSON.parse(readFileSync(join(home, 'desktop.json'), 'utf8'))).toMatchObject({
    isNotifying: false,
  });
});

test('the menu speaks the language of the page from the next start on, at once and by itself', async () => {
  const home = temporaryFolder();
  const first = await opened({ home });
  await first.page.evaluate(`localStorage.setItem('ensemble.preferences', JSON.stringify({
    state: { appearance: 'dark', language: 'zh-CN' }, version: 0,
  }))`);
  await first.page.reload();
  await first.app.hears('menu', ({ items }) => items.some(({ label }) => label === '文件(&F)'));
  await first.app.hears('theme', ({ source }) => source === 'dark');
  await first.app.hears('background', ({ colour }) => colour === '#13151a');
  await first.app.close();
  const second = openDesktop({ home });
  expect((await second.hears('menu')).items[0]?.label).toBe('文件(&F)');
  expect((await second.hears('theme')).source).toBe('dark');
  expect((await second.hears('window')).options.backgroundColor).toBe('#13151a');
});

test('a file that it is started with is attached to a new request', async () => {
  const { chip, field, runIn } = await opened({ words: [note('größe.txt')] });
  await chip('größe.txt').waitFor();
  await expect.poll(() => chip('größe.txt').getAttribute('data-status')).toBe('ready');
  await field.fill('Summarise this');
  await field.press('Enter');
  await runIn('finished').waitFor();
});

test('files of a second start, of the dock and folders come like files that are dropped', async () => {
  const home = temporaryFolder();
  const { app, chip } = await opened({ home });
  choose(app, 'gallery');
  const folder = join(temporaryFolder(), 'pictures');
  mkdirSync(folder);
  const second = openDesktop({ home, words: ['--flag', note('second.txt'), folder] });
  expect(await second.ended).toBe(0);
  await expect.poll(() => chip('second.txt').getAttribute('data-status')).toBe('ready');
  await chip('pictures')
    .getByText(/is a folder/)
    .waitFor();
  app.tell({ type: 'open-file', path: note('wrong.png') });
  app.tell({ type: 'open-file', path: '/nowhere/gone.png' });
  await expect.poll(() => chip('wrong.png').getAttribute('data-status')).toBe('failed');
  await chip('gone.png')
    .getByText(/was not found/)
    .waitFor();
});

test('links open places, and nothing else', async () => {
  const complaint = /was not opened/;
  const { app, ask, runIn, hash, page } = await opened({ complaint });
  await ask(REQUEST);
  await runIn('finished').waitFor();
  const conversation = hash();
  app.tell({ type: 'open-url', url: 'ensemble://models' });
  await expect.poll(hash).toBe('#/models');
  app.tell({ type: 'open-url', url: 'ensemble://settings/privacy' });
  await expect.poll(hash).toMatch(/^#\/settings/);
  app.tell({ type: 'open-url', url: `ensemble://conversation/${conversation.slice(4)}` });
  await expect.poll(hash).toBe(conversation);
  const bad = 'ensemble://run/x?then=delete';
  app.tell({ type: 'open-url', url: bad });
  await expect.poll(app.output).toContain(JSON.stringify(bad));
  app.tell({ type: 'open-url', url: 'ensemble://conversation/none-of-ours' });
  await page.getByText(/This conversation is not there/).waitFor();
});

test('a link that it is started with is followed, and no file beside it is taken', async () => {
  const { hash, page, files } = await opened({ words: ['ensemble://gallery', note()] });
  await expect.poll(hash).toBe('#/gallery');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await expect.poll(() => files.count()).toBe(0);
});

test('the menu asks the page, which does what its own buttons do', async () => {
  const { app, hash, ask, runIn } = await opened();
  await ask(REQUEST);
  await runIn('finished').waitFor();
  choose(app, 'export');
  expect((await app.hears('download')).address).toMatch(/^app:\/\/ensemble\/export\//);
  for (const screen of ['settings', 'models', 'gallery']) {
    choose(app, screen);
    await expect.poll(hash).toBe(`#/${screen}`);
  }
  choose(app, 'new');
  await expect.poll(hash).toBe('');
  choose(app, 'open-data-folder');
  await app.hears('opened-path');
});

test('conversations that the menu has chosen come in, and what is none says so', async () => {
  const first = await opened();
  await first.ask(REQUEST);
  await first.runIn('finished').waitFor();
  const bytes: unknown = await first.page.evaluate(`fetch('/export/' + location.hash.slice(4))
    .then((answer) => answer.arrayBuffer()).then((all) => [...new Uint8Array(all)])`);
  const whole = join(temporaryFolder(), 'whole.zip');
  writeFileSync(whole, Buffer.from(z.array(z.number()).parse(bytes)));
  const chosen = [whole, note('broken.zip')].join('\n');
  const second = await opened({ env: { STAND_IN_CHOSEN: chosen } });
  choose(second.app, 'import');
  expect((await second.app.hears('open-dialog')).extensions).toEqual(['zip']);
  await second.row(REQUEST).waitFor();
  await second.list.getByText(/broken\.zip is no conversation/).waitFor();
});

test('a file is dragged out of the gallery as a copy under its name', async () => {
  const { app, chip, page, ask, runIn } = await opened({ words: [note()] });
  await expect.poll(() => chip('note.txt').getAttribute('data-status')).toBe('ready');
  await ask('Summarise this');
  await runIn('finished').waitFor();
  choose(app, 'gallery');
  const tile = page.getByRole('gridcell').filter({ hasText: 'note.txt' });
  await tile.hover();
  await page.mouse.down();
  await page.mouse.move(20, 20, { steps: 8 });
  const { file, icon } = await app.hears('drag');
  await page.mouse.up();
  expect([basename(file), readFileSync(file, 'utf8')]).toEqual(['note.txt', TEXT]);
  expect(readFileSync(icon).subarray(1, 4).toString()).toBe('PNG');
});

test('a page that hangs is waited for or loaded again, as the person says', async () => {
  const { app, field } = await opened();
  app.tell({ type: 'hang' });
  const { buttons } = await app.hears('message-box');
  expect(buttons).toEqual(['Wait', 'Load it again']);
  app.tell({ type: 'press', button: 0 });
  await field.fill('still here');
  expect(app.said.some((said) => said.type === 'window-did' && said.what === 'crash')).toBe(false);
  app.tell({ type: 'hang' });
  await expect.poll(() => app.said.filter(({ type }) => type === 'message-box').length).toBe(2);
  app.tell({ type: 'press', button: 1 });
  await app.hears('window-did', ({ what }) => what === 'crash');
  await expect.poll(() => app.said.filter(({ type }) => type === 'message-box').length).toBe(2);
});

test('what broke off is noted on this machine alone, without any content', async () => {
  const home = temporaryFolder();
  const { app } = await opened({ home });
  expect((await app.hears('crash-reporter')).isUploading).toBe(false);
  app.tell({ type: 'hang' });
  await app.hears('message-box');
  const logs = readdirSync(join(home, 'logs')).filter((name) => name.startsWith('desktop'));
  const lines = logs.flatMap((name) => readFileSync(join(home, 'logs', name), 'utf8').split('\n'));
  const broke = lines.filter((line) => line.includes('window-broke'));
  expect(broke).toEqual([expect.stringContaining('unresponsive')]);
});

test('the about panel says what the program is made of', async () => {
  const { options } = await openDesktop().hears('about');
  expect(options).toMatchObject({
    applicationName: 'Ensemble',
    applicationVersion: expect.stringMatching(/^\d/),
  });
  expect(options.copyright).toContain('Apache-2.0');
  expect(options.copyright).toContain(`Node ${process.versions.node}`);
});
