// Keys pressed together, as one text: "Mod+Shift+G", where Mod is ⌘ on macOS and Ctrl elsewhere. Letters and
// signs are those that are printed on the keys; where the layout has none of ours, the place of the key counts.

export const IS_MAC = navigator.userAgent.includes('Mac');

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'
> & { readonly getModifierState: (key: string) => boolean };

const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph']);

export function isModifier(key: string): boolean {
  return MODIFIERS.has(key);
}

/** Undefined for what is no chord: a modifier alone, AltGr, a character that is still being composed. */
export function chordOf(pressed: Pressed, isMac: boolean): string | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (pressed.isComposing || isModifier(pressed.key) || pressed.getModifierState('AltGraph')) {
    return undefined;
  }
  const key = keyOf(pressed);
  // Shift is how some signs are written; which ones differs from layout to layout.
  const isSign = key?.length === 1 && !/[A-Z0-9]/.test(key);
  const parts = [
    ...((isMac ? metaKey : ctrlKey) ? ['Mod'] : []),
    ...(ctrlKey && isMac ? ['Ctrl'] : []),
    ...(metaKey && !isMac ? ['Meta'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isSign ? ['Shift'] : []),
  ];
  return key === undefined ? undefined : [...parts, key === '+' ? 'Plus' : key].join('+');
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ Comma: ',', Period: '.', Slash: '/', Semicolon: ';', Quote: "'", Backquote: '`' },
  ...{ BracketLeft: '[', BracketRight: ']', Backslash: '\\', Minus: '-', Equal: '=' },
};

function keyOf({ key, code }: Pressed): string | undefined {
  if (key === ' ') {
    return 'Space';
  }
  if (/^[!-~]$/.test(key)) {
    return key.toUpperCase();
  }
  const isNamed = key.length > 1 && !['Dead', 'Unidentified', 'Process'].includes(key);
  return isNamed ? key : (/^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? SIGNS[code]);
}

/** With a key held that keeps it from writing anything. */
export function isHeld(chord: string): boolean {
  return /^(?:Mod|Ctrl|Meta|Alt)\+/.test(chord);
}

const MAC_NAMES: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const NAMES: Readonly<Record<string, string>> = {
  ...{ Mod: 'Ctrl', Plus: '+', Escape: 'Esc', Delete: 'Del' },
  ...{ ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: '↵' },
};

/** As it is written for people: ⌘K, Ctrl+K. */
export function chordText(chord: string, isMac: boolean): string {
  const names = isMac ? { ...NAMES, ...MAC_NAMES } : NAMES;
  return chord
    .split('+')
    .map((part) => names[part] ?? part)
    .join(isMac ? '' : '+');
}

/** As aria-keyshortcuts has it. */
export function chordAria(chord: string, isMac: boolean): string {
  return chord
    .split('+')
    .map((part) => ({ Mod: isMac ? 'Meta' : 'Control', Ctrl: 'Control' })[part] ?? part)
    .join('+');
}
