// The picture beside the pointer while a file is dragged out of the window; macOS refuses a drag without
// one. assets/make-drag-icon.ts makes it.

import { fileURLToPath } from 'node:url';

export const DRAG_ICON = fileURLToPath(new URL('./drag-icon.png', import.meta.url));
