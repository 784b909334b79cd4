// The commands by name, and the keys that each has unless the person chose others. What they do is in
// command-list.ts, which loads when it is wanted; this much comes with the first screen.

/** In the order in which lists show them. */
export const COMMAND_KEYS = {
  palette: ['Mod+K'],
  search: ['/', 'Mod+F'],
  write: ['Mod+J'],
  new: ['Mod+Shift+O'],
  attach: ['Mod+Shift+U'],
  export: [],
  import: [],
  importPlan: [],
  stop: ['Mod+.'],
  resume: [],
  edit: ['Mod+Shift+E'],
  again: [],
  planAgain: [],
  graph: ['Mod+G'],
  timeline: [],
  list: [],
  closePanel: [],
  savePlan: [],
  showInGallery: [],
  gallery: ['Mod+Shift+G'],
  models: ['Mod+Shift+M'],
  settings: ['Mod+,'],
  reloadModels: [],
  updates: [],
  shortcuts: ['?'],
} as const satisfies Record<string, readonly string[]>;
export type CommandId = keyof typeof COMMAND_KEYS;
export const COMMAND_IDS = Object.keys(COMMAND_KEYS) as readonly CommandId[]; // keys of a const table
