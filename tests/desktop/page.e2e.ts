// What the page in the desktop window gets and what it is refused: the program's own address, streams,
// files, the bridge, other addresses, new windows, permissions.

import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { NamedArtefactSchema } from '../../shared/media.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { askRaw, BRIDGE, openDesktop } from './fixtures.ts';

const TEXT = 'a note that is not long';

async function upload(page: Page, name: string) {
  const stored: unknown = await page.evaluate(
    ([file, text]) =>
      fetch(`/media?name=${file}`, { method: 'POST', body: text }).then((answer) => answer.json()),
    [name, TEXT] as const,
  );
  return NamedArtefactSchema.parse(stored);
}

test('calls, uploads and stretches of files go through the protocol', async () => {
  const page = await openDesktop().page();
  const { artefact } = await upload(page, 'note.txt');
  expect(artefact).toMatchObject({ kind: 'text', size: TEXT.length });
  const stretch: unknown = await page.evaluate(async (id) => {
    const answer = await fetch(`/media/${id}/note.txt`, { headers: { Range: 'bytes=2-5' } });
    return [answer.status, answer.headers.get('content-range'), await answer.text()];
  }, artefact.id);
  expect(stretch).toEqual([206, `bytes 2-5/${TEXT.length}`, 'note']);
});

test('an upload streams through without being gathered', async () => {
  const page = await openDesktop().page();
  const size = 64 * 1024 ** 2;
  const stored: unknown = await page.evaluate(async (bytes) => {
    const line = 'a line of a long text\n';
    const body = new Blob([line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes)]);
    return (await fetch('/media?name=long.txt', { method: 'POST', body })).json();
  }, size);
  expect(NamedArtefactSchema.parse(stored).artefact.size).toBe(size);
});

test('events of a run arrive while their stream is open', async () => {
  const page = await openDesktop().page();
  const heard: unknown = await page.evaluate(async () => {
    const call = (path: string, json: object) =>
      fetch(`/rpc/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ json }),
      });
    const reader = (await call('watch', {})).body?.getReader();
    await call('runs/start', { request: 'Summarise: The sky is blue. The sea is blue, too.' });
    const decoder = new TextDecoder();
    let text = '';
    while (reader !== undefined && !text.includes('"status":"finished"')) {
      const { value, done } = await reader.read();
      if (done) {
        break;
      }
      text += decoder.decode(value, { stream: true });
    }
    return text;
  });
  expect(heard).toContain('"status":"finished"');
});

test('only its own name and its own origin are answered', async () => {
  const app = openDesktop();
  await app.page();
  const origin = await app.origin();
  const own = 'ensemble.app.localhost';
  expect(await askRaw(origin, { host: own })).toMatchObject({ status: 200 });
  expect(await askRaw(origin, { host: 'other.app.localhost' })).toMatchObject({ status: 403 });
  const foreign = {
    method: 'POST',
    path: '/rpc/overview',
    headers: { origin: 'https://a.example' },
  };
  expect(await askRaw(origin, { host: own, ...foreign })).toMatchObject({ status: 403 });
});

test('the page gets the bridge and nothing else of Electron or Node', async () => {
  const page = await openDesktop().page();
  const found: unknown = await page.evaluate(`({
    bridge: Object.keys(window.ensemble),
    platform: window.ensemble.platform,
    isFrozen: Object.isFrozen(window.ensemble),
    leaked: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__standInSend']
      .filter((name) => name in window),
  })`);
  expect(found).toEqual({
    bridge: BRIDGE,
    platform: process.platform,
    isFrozen: true,
    leaked: [],
  });
});

test('the program’s own folders are opened in the file manager, and no other', async () => {
  const home = temporaryFolder();
  const app = openDesktop({ home });
  const page = await app.page();
  const open = (folder: unknown) =>
    page.evaluate(`window.ensemble.openFolder(${JSON.stringify(folder)})`);
  expect(await open('logs')).toEqual({ ok: true });
  expect(await app.hears('opened-path')).toMatchObject({ path: join(home, 'logs') });
  await expect(open('/etc')).rejects.toThrow();
  await expect(open('../..')).rejects.toThrow();
});

test('a stored file is shown in the file manager as a copy under its name', async () => {
  const home = temporaryFolder();
  const app = openDesktop({ home });
  const page = await app.page();
  const { artefact } = await upload(page, 'note.txt');
  const reveal = (file: unknown) =>
    page.evaluate(`window.ensemble.reveal(${JSON.stringify(file)})`);
  expect(await reveal({ artefact: artefact.id, name: '../../my:note.txt' })).toEqual({ ok: true });
  const { path } = await app.hears('shown-in-folder');
  expect(path.startsWith(join(home, 'shown'))).toBe(true);
  expect(basename(path)).toBe('_.._my_note.txt');
  expect(readFileSync(path, 'utf8')).toBe(TEXT);
  const missing = { artefact: '0'.repeat(64), name: 'gone.txt' };
  expect(await reveal(missing)).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } });
  await expect(reveal({ artefact: '../../etc/passwd', name: 'x' })).rejects.toThrow();
  await expect(reveal({ ...missing, path: '/etc/passwd', name: '' })).rejects.toThrow();
  expect(existsSync(join(home, 'shown', 'etc'))).toBe(false);
});

test('leaving the page is refused, and an address of the web opens in the browser', async () => {
  const app = openDesktop();
  const page = await app.page();
  const start = page.url();
  await page.evaluate(`location.href = 'https://example.com/a?b'`);
  const { isRefused } = await app.hears('navigation');
  expect(isRefused).toBe(true);
  expect(await app.hears('opened-outside')).toMatchObject({ address: 'https://example.com/a?b' });
  expect(page.url()).toBe(start);
});

test.each([
  ['a file that the program serves', 'new URL("/media/x/y.html", location).href'],
  ['an address with a password', '"https://user:secret@example.com/"'],
])('%s is neither opened nor handed out', async (_name, address) => {
  const app = openDesktop({ complaint: /was not opened/ });
  const page = await app.page();
  const start = page.url();
  await page.evaluate(`location.href = ${address}`);
  expect((await app.hears('navigation')).isRefused).toBe(true);
  expect(page.url()).toBe(start);
  expect(app.said.filter(({ type }) => type === 'opened-outside')).toEqual([]);
});

test('loading the page anew is not leaving it', async () => {
  const app = openDesktop();
  const page = await app.page();
  await page.evaluate('location.reload()');
  expect((await app.hears('navigation')).isRefused).toBe(false);
  await page.getByRole('textbox').first().waitFor();
  expect(await page.evaluate('typeof window.ensemble')).toBe('object');
});

test('new windows there are none; links to the web open in the browser', async () => {
  const app = openDesktop({ complaint: /was not opened/ });
  const page = await app.page();
  await page.evaluate(`{
    const link = document.createElement('a');
    link.href = 'https://example.com/link';
    link.target = '_blank';
    document.body.append(link);
    link.click();
  }`);
  expect((await app.hears('new-window')).isRefused).toBe(true);
  await app.hears('opened-outside', ({ address }) => address === 'https://example.com/link');
  await page.evaluate(`window.open('/media/x/y.html')`);
  const second = await app.hears('new-window', ({ address }) => address.startsWith('app:'));
  expect(second.isRefused).toBe(true);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(app.said.filter(({ type }) => type === 'opened-outside')).toHaveLength(1);
});

test('permissions are refused, but for writing to the clipboard', async () => {
  const app = openDesktop();
  const page = await app.page();
  expect((await app.hears('permissions')).granted).toEqual(['clipboard-write']);
  const states: unknown = await page.evaluate(`Promise.all(
    ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read', 'clipboard-write']
      .map(async (name) => [name, (await navigator.permissions.query({ name })).state]),
  ).then(Object.fromEntries)`);
  expect(z.record(z.string(), z.string()).parse(states)).toEqual({
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    notifications: 'denied',
    'clipboard-read': 'denied',
    'clipboard-write': 'granted',
  });
});

test('a file is saved where the person says, beginning in the folder of downloads', async () => {
  const app = openDesktop();
  const page = await app.page();
  const { artefact } = await upload(page, 'note.txt');
  await page.evaluate(`{
    const link = document.createElement('a');
    link.href = '/media/${artefact.id}/note.txt?download';
    link.download = '';
    document.body.append(link);
    link.click();
  }`);
  const { address, defaultPath } = await app.hears('download');
  expect(address).toMatch(/^app:\/\/ensemble\/media\//);
  expect(basename(defaultPath ?? '')).toBe('note.txt');
});
