// The picture beside the pointer while a file is dragged out of the window; macOS refuses a drag without
// one. assets/make-drag-icon.ts makes it.

import { fileURLToPath } from 'node:url';

/** From the project's folder, which is as far from a main process that was built into dist/desktop/. */
const PLACE = '../../electron/desktop/drag-icon.png';
export const DRAG_ICON = fileURLToPath(new URL(PLACE, import.meta.url));
