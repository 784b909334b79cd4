// One thing that the palette offers.

import type { Found } from '../sidebar/found-text.tsx';
import type { CommandAction, Why } from './command-list.ts';

/** In the order in which they stand while nothing is typed; those of commands are among them. */
export const ITEM_GROUPS = [
  'recent',
  'everywhere',
  'conversation',
  'run',
  'places',
  'conversations',
  'contents',
  'samples',
  'settings',
  'look',
] as const;
export type ItemGroup = (typeof ITEM_GROUPS)[number];

export interface PaletteItem {
  /** The same from one time to the next. */
  readonly key: string;
  readonly group: ItemGroup;
  /** In the person's language. */
  readonly name: string;
  /** Under which it is found, in all languages. */
  readonly names: readonly string[];
  readonly keys?: readonly string[];
  readonly isChosen?: boolean;
  readonly why?: Why | undefined;
  /** Where words in a conversation were found. */
  readonly found?: Found | undefined;
  readonly perform: CommandAction['perform'];
}
