import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isLink, parseLink, takeLinks } from '../../../electron/desktop/links.ts';

const id = '0b0f7a36-7a4c-4f0e-9d3e-0d7c2f4c1c11';

test.each([
  [`ensemble://conversation/${id}`, { screen: 'conversation', id }],
  [`ensemble://run/${id}/`, { screen: 'run', id }],
  ['ensemble://gallery', { screen: 'gallery' }],
  ['ensemble://gallery/', { screen: 'gallery' }],
  ['ensemble://models', { screen: 'models' }],
  ['ensemble://settings', { screen: 'settings' }],
  ['ensemble://settings/privacy', { screen: 'settings', section: 'privacy' }],
])('%s opens a place', (link, place) => {
  expect(parseLink(link)).toEqual(place);
});

test.each([
  'ensemble://',
  'ensemble://run',
  'ensemble://run/',
  `ensemble://run/${id}/start`,
  `ensemble://run/${id}?request=delete`,
  `ensemble://conversation/${id}#x`,
  'ensemble://conversation/../settings',
  'ensemble://conversation/%2e%2e',
  `ensemble://conversation/${'a'.repeat(65)}`,
  'ensemble://ask/what',
  'ensemble://settings/mode=remote',
  'ensemble://user@gallery',
  'ensemble://gallery:80',
  'ensemble://Gallery',
  'ensemble:gallery',
  ' ensemble://gallery',
  'ensemble://gallery\n',
  'ensemble://gallery --inspect',
  'app://ensemble/',
  'https://example.com/ensemble://gallery',
  '',
])('%j is refused', (link) => {
  expect(parseLink(link)).toBeUndefined();
});

test('what is not quite a link is still not taken for the name of a file', () => {
  expect(isLink('ENSEMBLE:anything')).toBe(true);
  expect(isLink('ensemble.txt')).toBe(false);
});

function registered(platform: NodeJS.Platform, isPackaged: boolean) {
  const calls: unknown[] = [];
  const setAsDefaultProtocolClient = (...words: unknown[]) => calls.push(words) > 0;
  takeLinks({
    app: { isPackaged, setAsDefaultProtocolClient },
    ...{ platform, program: '/bin/electron', words: ['/bin/electron', 'electron/main.ts', 'x'] },
  });
  return calls;
}

test('the installed program takes the links, the sources on Windows with their main file', () => {
  expect(registered('linux', true)).toEqual([['ensemble']]);
  expect(registered('win32', false)).toEqual([
    ['ensemble', '/bin/electron', [resolve('electron/main.ts')]],
  ]);
  expect(registered('linux', false)).toEqual([]); // a .desktop file would have to be there
});
