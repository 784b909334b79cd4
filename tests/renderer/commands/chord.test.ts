import { describe, expect, it } from 'vitest';
import { chordAria, chordOf, chordText, isHeld } from '../../../renderer/commands/chord.ts';

interface Keys {
  readonly key: string;
  readonly code?: string;
  readonly held?: readonly ('ctrl' | 'meta' | 'alt' | 'shift' | 'altgr')[];
  readonly isComposing?: boolean;
}

function pressed({ key, code = '', held = [], isComposing = false }: Keys) {
  return {
    ...{ key, code, isComposing },
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    altKey: held.includes('alt'),
    shiftKey: held.includes('shift'),
    getModifierState: (name: string) => name === 'AltGraph' && held.includes('altgr'),
  };
}

describe('keys pressed together', () => {
  it.each<[Keys, string, string]>([
    [{ key: 'k', held: ['ctrl'] }, 'Mod+K', 'Ctrl+K'],
    [{ key: 'k', held: ['meta'] }, 'Meta+K', 'Mod+K'],
    [{ key: 'G', held: ['ctrl', 'shift'] }, 'Mod+Shift+G', 'Ctrl+Shift+G'],
    [{ key: '?', held: ['shift'] }, '?', '?'],
    [{ key: '/', code: 'Digit7', held: ['shift'] }, '/', '/'],
    [{ key: '+', held: ['ctrl'] }, 'Mod+Plus', 'Ctrl+Plus'],
    [{ key: ' ' }, 'Space', 'Space'],
    [{ key: 'Tab', held: ['shift'] }, 'Shift+Tab', 'Shift+Tab'],
  ])('%j are %s, and %s on macOS', (keys, elsewhere, mac) => {
    expect(chordOf(pressed(keys), false)).toBe(elsewhere);
    expect(chordOf(pressed(keys), true)).toBe(mac);
  });

  it('go by their place where the layout has no such letter', () => {
    expect(chordOf(pressed({ key: 'л', code: 'KeyK', held: ['ctrl'] }), false)).toBe('Mod+K');
    expect(chordOf(pressed({ key: 'б', code: 'Comma', held: ['ctrl'] }), false)).toBe('Mod+,');
    expect(chordOf(pressed({ key: '˚', code: 'KeyK', held: ['alt'] }), true)).toBe('Alt+K');
    expect(chordOf(pressed({ key: 'Dead', code: 'KeyN', held: ['alt'] }), true)).toBe('Alt+N');
  });

  it('go by the letter where the layout moves it', () => {
    expect(chordOf(pressed({ key: 'k', code: 'KeyV', held: ['ctrl'] }), false)).toBe('Mod+K');
  });

  it('are none while a character is composed, with AltGr, or with a modifier alone', () => {
    expect(chordOf(pressed({ key: 'k', isComposing: true }), false)).toBeUndefined();
    expect(chordOf(pressed({ key: '@', held: ['ctrl', 'alt', 'altgr'] }), false)).toBeUndefined();
    expect(chordOf(pressed({ key: 'Control', held: ['ctrl'] }), false)).toBeUndefined();
    expect(chordOf(pressed({ key: 'Process' }), false)).toBeUndefined();
  });

  it('are written as each platform does', () => {
    expect(chordText('Mod+Shift+G', false)).toBe('Ctrl+Shift+G');
    expect(chordText('Mod+Shift+G', true)).toBe('⌘⇧G');
    expect(chordText('Mod+Plus', false)).toBe('Ctrl++');
    expect(chordAria('Mod+Shift+G', false)).toBe('Control+Shift+G');
    expect(chordAria('Mod+K', true)).toBe('Meta+K');
    expect(chordAria('?', true)).toBe('?');
  });

  it('write nothing with a key held', () => {
    expect(isHeld('Mod+K')).toBe(true);
    expect(isHeld('Shift+K')).toBe(false);
    expect(isHeld('?')).toBe(false);
  });
});
