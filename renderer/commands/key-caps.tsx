// Keys as they are printed.

import { chordText, IS_MAC } from './chord.ts';
import classes from './key-caps.module.css';

export function KeyCaps({ chord }: { readonly chord: string }) {
  return <kbd className={classes.keys}>{chordText(chord, IS_MAC)}</kbd>;
}
