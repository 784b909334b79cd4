// Makes the picture that stands beside the pointer while a file is dragged out of the desktop window.
// Run: node assets/make-drag-icon.ts

import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { DRAG_ICON } from '../electron/desktop/drag-icon.ts';

/** Pixels of both sides. */
const SIZE = 64;

const drawing = fileURLToPath(new URL('../renderer/public/icon.svg', import.meta.url));
await sharp(drawing, { density: 288 }).resize(SIZE, SIZE).png().toFile(DRAG_ICON);
