import { expect, test } from 'vitest';
import { answerFolder, answerReveal } from '../../../electron/desktop/bridge.ts';
import { AppError } from '../../../shared/errors.ts';

const own = { url: 'app://ensemble/#/', parent: null };
const file = { artefact: 'a'.repeat(64), name: 'picture.png' };

function recorder() {
  const revealed: unknown[] = [];
  const reveal = async (shown: unknown) => void revealed.push(shown);
  return { revealed, reveal };
}

test('its own page has a file revealed', async () => {
  const { revealed, reveal } = recorder();
  expect(await answerReveal(own, file, reveal)).toEqual({ ok: true });
  expect(revealed).toEqual([file]);
});

test.each([
  ['a frame that is gone', null],
  ['another site', { url: 'https://example.com/', parent: null }],
  ['another host of the scheme', { url: 'app://other/', parent: null }],
  ['a file opened as a page', { url: 'app://ensemble/media/x/y.html', parent: null }],
  ['an embedded page', { url: 'app://ensemble/', parent: {} }],
])('%s gets no answer', async (_name, sender) => {
  const { revealed, reveal } = recorder();
  await expect(answerReveal(sender, file, reveal)).rejects.toThrow();
  expect(revealed).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['a path', '/etc/passwd'],
  ['an id that climbs', { ...file, artefact: '../../etc/passwd' }],
  ['no name', { ...file, name: '' }],
  ['a name without end', { ...file, name: 'a'.repeat(256) }],
  ['more than was agreed', { ...file, path: '/etc/passwd' }],
])('%s is refused as input', async (_name, input) => {
  const { revealed, reveal } = recorder();
  await expect(answerReveal(own, input, reveal)).rejects.toThrow();
  expect(revealed).toEqual([]);
});

test('a file that is not there is told of as every expected failure is', async () => {
  const gone = () => Promise.reject(AppError.of('FILE_NOT_FOUND', { name: file.name }));
  expect(await answerReveal(own, file, gone)).toMatchObject({
    ok: false,
    error: { code: 'FILE_NOT_FOUND' },
  });
});

test('its own page has one of the program’s folders opened, and no other', async () => {
  const opened: unknown[] = [];
  const open = async (folder: unknown) => void opened.push(folder);
  expect(await answerFolder(own, 'logs', open)).toEqual({ ok: true });
  for (const input of ['/etc', '..', undefined, { path: '/etc' }]) {
    await expect(answerFolder(own, input, open)).rejects.toThrow();
  }
  const site = { url: 'https://example.com/', parent: null };
  await expect(answerFolder(site, 'data', open)).rejects.toThrow();
  expect(opened).toEqual(['logs']);
});
