// What lies over the page: the palette or the sheet of shortcuts. With all that commands do, it loads when the
// first of them is wanted.

import { WithAllWords } from '../shell/screen-frame.tsx';
import { useCommandLayer } from '../state/command-layer.ts';
import { Palette } from './palette.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

export function CommandLayer() {
  const open = useCommandLayer((layer) => layer.open);
  return (
    <WithAllWords>
      {open === 'palette' && <Palette />}
      {open === 'shortcuts' && <ShortcutSheet />}
    </WithAllWords>
  );
}
