import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_IDS, COMMAND_KEYS } from '../../../renderer/commands/command-keys.ts';
import { holderOf, refusalOf } from '../../../renderer/commands/refused-keys.ts';

/** Read anew with what the browser kept. */
async function shortcutsWith(kept: string | undefined) {
  vi.resetModules();
  const items = new Map(kept === undefined ? [] : [['ensemble.shortcuts', kept]]);
  const localStorage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => items.set(name, text),
    removeItem: (name: string) => items.delete(name),
  };
  vi.stubGlobal('window', { localStorage });
  const module = await import('../../../renderer/state/shortcuts.ts');
  return { ...module, items };
}

function keptAs(chosen: unknown, version = 1): string {
  return JSON.stringify({ state: { chosen }, version });
}

beforeEach(() => {
  vi.unstubAllGlobals();
});

describe('the keys of commands', () => {
  it('are each of one command, and none is refused anywhere', () => {
    const all = COMMAND_IDS.flatMap((id): readonly string[] => COMMAND_KEYS[id]);
    expect(new Set(all).size).toBe(all.length);
    for (const chord of all) {
      expect([refusalOf(chord, false), refusalOf(chord, true)], chord).toEqual([
        undefined,
        undefined,
      ]);
    }
  });

  it('are what the person chose, also after a reload', async () => {
    const { useShortcuts, commandOf, keysOf, items } = await shortcutsWith(undefined);
    useShortcuts.getState().choose({ palette: 'Mod+I', search: null });
    const again = await shortcutsWith(items.get('ensemble.shortcuts'));
    const { chosen } = again.useShortcuts.getState();
    expect(chosen).toEqual({ palette: 'Mod+I', search: null });
    expect(commandOf('Mod+I', chosen)).toBe('palette');
    expect(commandOf('Mod+K', chosen)).toBeUndefined();
    expect(commandOf('/', chosen)).toBeUndefined();
    expect(keysOf('new', chosen)).toEqual(COMMAND_KEYS.new);
  });

  it('come back one by one and all at once', async () => {
    const { useShortcuts } = await shortcutsWith(keptAs({ palette: 'Mod+I', new: 'Mod+B' }));
    const { choose, reset } = useShortcuts.getState();
    choose({ palette: undefined });
    expect(useShortcuts.getState().chosen).toEqual({ new: 'Mod+B' });
    reset();
    expect(useShortcuts.getState().chosen).toEqual({});
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', keptAs('x')],
    ['an unknown command', keptAs({ fly: 'Mod+I' })],
    ['keys that are no text', keptAs({ palette: 7 })],
    ['another version', keptAs({ palette: 'Mod+I' }, 2)],
  ])('ignore %s in the browser', async (_, kept) => {
    const { useShortcuts } = await shortcutsWith(kept);
    expect(useShortcuts.getState().chosen).toEqual({});
  });

  it('that were chosen come before those that another command has by itself', async () => {
    const { commandOf } = await shortcutsWith(undefined);
    expect(commandOf('Mod+K', { models: 'Mod+K' })).toBe('models');
  });
});

describe('keys that a command can’t have', () => {
  it.each([
    ['Mod+C', 'editing'],
    ['Mod+T', 'browser'],
    ['Mod+Shift+N', 'browser'],
    ['F5', 'browser'],
    ['Alt+F4', 'system'],
    ['Meta+D', 'system'],
    ['Mod+Z', 'undo'],
    ['Enter', 'moving'],
    ['Shift+Tab', 'moving'],
    ['ArrowDown', 'moving'],
  ] as const)('%s: %s', (chord, why) => {
    expect(refusalOf(chord, false)).toBe(why);
  });

  it('are more on macOS', () => {
    expect(refusalOf('Mod+H', true)).toBe('system');
    expect(refusalOf('Mod+H', false)).toBeUndefined();
  });

  it('are told by the command that has them', () => {
    expect(holderOf('Mod+K', 'new', {})).toBe('palette');
    expect(holderOf('Mod+K', 'palette', {})).toBeUndefined();
    expect(holderOf('Mod+K', 'new', { palette: null })).toBeUndefined();
  });
});
