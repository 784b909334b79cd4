// window.json in the data folder: where the desktop window was when it was closed. A convenience: what
// can't be read is as if it had never been written.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
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
  try {
    return WindowStateSchema.parse(JSON.parse(readFileSync(join(home, NAME), 'utf8')));
  } catch {
    return undefined; // not there yet, or of another version: the next close writes it anew
  }
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function writeWindowState(home: string, state: WindowState): void {
  replaceFile({ home, name: NAME, what: 'the place of the window' }, JSON.stringify(state));
}
