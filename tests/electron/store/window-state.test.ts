import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWindowState, writeWindowState } from '../../../electron/store/window-state.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const state = { x: -10, y: 20, width: 900, height: 700, isMaximized: false };

test('the place of the window is read as it was written', () => {
  const home = temporaryFolder();
  writeWindowState(home, state);
  expect(readWindowState(home)).toEqual(state);
  expect(existsSync(join(home, 'window.json.new'))).toBe(false);
});

test('there is none before the first close', () => {
  expect(readWindowState(temporaryFolder())).toBeUndefined();
});

test.each(['', '{', '[]', '{"x":1}', JSON.stringify({ ...state, width: 0 })])(
  'a file with %s in it is as none',
  (text) => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'window.json'), text);
    expect(readWindowState(home)).toBeUndefined();
  },
);

test('a folder that can not be written is told of', () => {
  const home = join(temporaryFolder(), 'none');
  expect(() => writeWindowState(home, state)).toThrow(
    expect.objectContaining({ code: 'HOME_UNUSABLE' }),
  );
});
