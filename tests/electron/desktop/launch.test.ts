import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { launchOf, readLaunch } from '../../../electron/desktop/launch.ts';

const folder = resolve('/some/where');

test('what was said follows the program, in the sources the main file too', () => {
  const words = ['/bin/electron', 'electron/main.ts', 'a.png'];
  expect(launchOf({ words, folder, isPackaged: false })).toEqual({ words: ['a.png'], folder });
  const installed = ['/opt/Ensemble/ensemble', 'a.png'];
  expect(launchOf({ words: installed, folder, isPackaged: true }).words).toEqual(['a.png']);
});

test('files are found from where the program was started, also by their addresses', () => {
  const other = resolve('/else/a b.png');
  const words = ['a.png', '../b.png', other, pathToFileURL(other).href];
  expect(readLaunch({ words, folder }).files).toEqual([
    resolve(folder, 'a.png'),
    resolve('/some/b.png'),
    other,
    other,
  ]);
});

test('switches are no files', () => {
  const words = ['--no-sandbox', '-psn_0_1', '', 'a.png'];
  expect(readLaunch({ words, folder }).files).toEqual([resolve(folder, 'a.png')]);
});

test('beside a link nothing is taken, since it may have come out of the link', () => {
  const words = ['ensemble://gallery', '/etc/passwd', 'Ensemble:x'];
  expect(readLaunch({ words, folder })).toEqual({
    files: [],
    links: ['ensemble://gallery', 'Ensemble:x'],
  });
});

test('the address of a file on another machine is left out and told of', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  expect(readLaunch({ words: ['file://%zz', 'file:///a%2fb'], folder }).files).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});
