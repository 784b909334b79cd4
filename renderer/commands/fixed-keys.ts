// Keys that belong to one part of the screen: they are listed with the commands, and stay as they are.

/** By part, each with the keys of the person's hand in the notation of chord.ts. */
export const FIXED_KEYS = {
  composer: {
    send: ['Enter'],
    newLine: ['Shift+Enter'],
    editLast: ['ArrowUp'],
    leaveEdit: ['Escape'],
  },
  conversations: {
    move: ['ArrowUp', 'ArrowDown'],
    rename: ['F2'],
    remove: ['Delete'],
    undo: ['Mod+Z'],
  },
  graph: {
    walk: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    openTask: ['Enter'],
    zoom: ['Plus', '-'],
    all: ['F'],
  },
  gallery: {
    walk: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    open: ['Enter'],
    pick: ['Space'],
    zoom: ['Plus', '-', '0'],
  },
} as const;
