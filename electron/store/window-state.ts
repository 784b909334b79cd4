// window.json in the data folder: where the desktop window was when it was closed. A convenience,
// which the next close writes anew.

import { join } from 'node:path';
import { z } from 'zod';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'window.json';
const pixels = z.number().int().min(-100_000).max(100_000);

export const WindowStateSchema = z
  .object({
    x: pixels,
    y: pixels,
    width: pixels.positive(),
    height: pixels.positive(),
    isMaximized: z.boolean(),
  })
  .readonly();
export type WindowState = z.infer<typeof WindowStateSchema>;

export function readWindowState(home: string): WindowState | undefined {
  return readKept(join(home, NAME), WindowStateSchema);
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function writeWindowState(home: string, state: WindowState): void {
  replaceFile({ home, name: NAME, what: 'the place of the window' }, JSON.stringify(state));
}
