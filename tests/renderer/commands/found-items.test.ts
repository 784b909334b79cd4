import { describe, expect, it } from 'vitest';
import { foundGroups } from '../../../renderer/commands/found-items.ts';
import type { PaletteItem } from '../../../renderer/commands/palette-item.ts';

function item(key: string, changes: Partial<PaletteItem> = {}): PaletteItem {
  return { key, group: 'places', name: key, names: [key], perform: () => {}, ...changes };
}

const ITEMS = [
  item('gallery'),
  item('models'),
  item('stop', { group: 'run', why: 'notRunning', names: ['stop the run', 'models halt'] }),
  ...Array.from({ length: 20 }, (_, at) => item(`talk ${at}`, { group: 'conversations' })),
];

function keysIn(typed: string, recent: readonly string[] = []) {
  return foundGroups(ITEMS, typed, recent).map(({ group, items }) => [
    group,
    ...items.map(({ key }) => key),
  ]);
}

describe('what the palette shows', () => {
  it('begins with what was used last, once, without what is gone or can’t be done', () => {
    const [recent, ...others] = keysIn('', ['models', 'deleted', 'stop', 'gallery']);
    expect(recent).toEqual(['recent', 'models', 'gallery']);
    expect(others.flat()).not.toContain('models');
    expect(others.flat()).toContain('talk 0');
    expect(others.flat()).not.toContain('stop');
  });

  it('shows some of very many', () => {
    expect(keysIn('talk')).toEqual([
      ['conversations', ...ITEMS.slice(3, 11).map(({ key }) => key)],
    ]);
  });

  it('puts the group of the best first, and what can’t be done behind', () => {
    expect(keysIn('models')).toEqual([
      ['places', 'models'],
      ['run', 'stop'],
    ]);
  });

  it('shows nothing where nothing fits', () => {
    expect(keysIn('zzz')).toEqual([]);
  });
});
