// Which keys a command can't have, and why: browsers and systems keep some to themselves, fields and lists need
// others. Pure.

import { type ChosenKeys, keysOf } from '../state/shortcuts.ts';
import { COMMAND_IDS, type CommandId } from './command-keys.ts';

export const REFUSALS = ['moving', 'editing', 'browser', 'system', 'undo'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Move about, choose and leave, wherever one is; with Shift they do it backwards. */
const MOVING =
  /^(?:Shift\+)?(?:Tab|Enter|Escape|Space|Backspace|Delete|Home|End|PageUp|PageDown|Insert|ContextMenu|Arrow\w+)$/;
/** In every field. */
const EDITING = /^Mod\+(?:Shift\+)?(?:[ACVXY]|Backspace|Delete|Home|End|Enter|Arrow\w+|Space)$/;
/** Tabs, windows, the address, the size of what is shown: most of them never reach a page. */
const BROWSER =
  /^(?:Mod\+(?:Shift\+)?[NTWQR]|Mod\+Shift\+[JIC]|Mod\+[LPS0-9]|Mod\+(?:Plus|-|=|Tab)|Mod\+Shift\+Tab|(?:Shift\+)?F(?:1|3|5|6|7|10|11|12)|Mod\+F\d+|Alt\+(?:Home|[DEF]|Arrow(?:Left|Right)))$/;
const SYSTEM = /^(?:Meta\+.+|(?:Mod\+)?Alt\+(?:F\d+|Tab|Space|Escape|Delete)|Mod\+Escape)$/;
const MAC_SYSTEM = /^(?:Mod\+(?:Alt\+)?[HM]|Mod\+Shift\+[345]|Ctrl\+(?:Arrow\w+|Space)|Mod\+`)$/;

/** Undefined where a command may have it. */
export function refusalOf(chord: string, isMac: boolean): Refusal | undefined {
  if (chord === 'Mod+Z' || chord === 'Mod+Shift+Z') {
    return 'undo';
  }
  if (SYSTEM.test(chord) || (isMac && MAC_SYSTEM.test(chord))) {
    return 'system';
  }
  if (MOVING.test(chord) || WIDGETS.has(chord)) {
    return 'moving';
  }
  if (EDITING.test(chord)) {
    return 'editing';
  }
  return BROWSER.test(chord) ? 'browser' : undefined;
}

/** In the graph, pictures and the list of conversations. */
const WIDGETS: ReadonlySet<string> = new Set(['F', '0', '-', '=', 'Plus', 'F2']);

/** The command that has it already. */
export function holderOf(chord: string, id: CommandId, chosen: ChosenKeys): CommandId | undefined {
  return COMMAND_IDS.find((one) => one !== id && keysOf(one, chosen).includes(chord));
}
