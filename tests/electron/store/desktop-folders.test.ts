import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import {
  copyToShow,
  diskName,
  profileFolder,
  sweepShown,
} from '../../../electron/store/desktop-folders.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const DAY_MS = 24 * 3_600_000;
const bytes = async () => Readable.from([Buffer.from('some '), Buffer.from('text')]);
const file = (name: string, letter = 'a') => ({ artefact: letter.repeat(64), name });

test.each([
  ['note.txt', 'note.txt'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\note?.txt', 'C__note_.txt'],
  ['CON.txt', '_CON.txt'],
  ['...', '_'],
  ['note. ', 'note'],
  ['an\u0000other\nline', 'an_other_line'],
  ['图片.png', '图片.png'],
])('%j is %j on disk', (name, expected) => expect(diskName(name)).toBe(expected));

test('a copy is whole, under its name, in the data folder', async () => {
  const home = temporaryFolder();
  const path = await copyToShow(home, file('../note.txt'), bytes);
  expect(relative(home, path).startsWith('..')).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('some text');
  expect(readdirSync(dirname(path))).toEqual(['_note.txt']);
});

test('a copy that a person has worked on is kept', async () => {
  const home = temporaryFolder();
  const path = await copyToShow(home, file('note.txt'), bytes);
  writeFileSync(path, 'changed');
  expect(await copyToShow(home, file('note.txt'), bytes)).toBe(path);
  expect(readFileSync(path, 'utf8')).toBe('changed');
});

test('a copy that breaks off is not there', async () => {
  const home = temporaryFolder();
  const broken = async () =>
    Readable.from(
      (async function* () {
        yield Buffer.from('some ');
        throw new Error('broke off');
      })(),
    );
  await expect(copyToShow(home, file('note.txt'), broken)).rejects.toThrow('broke off');
  expect(readdirSync(join(home, 'shown', 'a'.repeat(16)))).toEqual([]);
});

test('copies that nobody has touched for a week are removed', async () => {
  const home = temporaryFolder();
  const now = Date.now();
  const old = await copyToShow(home, file('old.txt'), bytes);
  const changed = await copyToShow(home, file('changed.txt', 'b'), bytes);
  utimesSync(old, new Date(now - 8 * DAY_MS), new Date(now - 8 * DAY_MS));
  utimesSync(changed, new Date(now - 6 * DAY_MS), new Date(now - 6 * DAY_MS));
  await sweepShown(home, now);
  expect(readdirSync(join(home, 'shown'))).toEqual(['b'.repeat(16)]);
});

test('where nothing was ever shown there is nothing to remove', async () => {
  await sweepShown(temporaryFolder(), Date.now());
});

test('a data folder that is none is told of', () => {
  const home = join(temporaryFolder(), 'file');
  writeFileSync(home, '');
  expect(() => profileFolder(home)).toThrow(expect.objectContaining({ code: 'HOME_UNUSABLE' }));
});
