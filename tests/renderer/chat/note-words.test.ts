import { expect, test } from 'vitest';
import { quoted, withRequest } from '../../../renderer/chat/note-words.ts';

test('a request is quoted on one line, cut where it is long', () => {
  expect(quoted('  Draw\n\ta boat ')).toBe('\u2068Draw a boat\u2069');
  expect(quoted('a'.repeat(80))).toBe(`\u2068${'a'.repeat(80)}\u2069`);
  expect(quoted('😀'.repeat(81))).toBe(`\u2068${'😀'.repeat(79)}…\u2069`);
});

test('marks that turn the direction of letters do not get out of the quotes', () => {
  expect(quoted('boat\u2069\u202e gpj')).toBe('\u2068boat gpj\u2069');
});

test('a request goes below what is written', () => {
  expect(withRequest('  ', 'Draw a boat')).toBe('Draw a boat');
  expect(withRequest('First this. \n', 'Draw a boat')).toBe('First this.\nDraw a boat');
});
