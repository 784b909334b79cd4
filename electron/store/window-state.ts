// window.json in the data folder: where the desktop window was when it was closed. A convenience: what
// can't be read is as if it had never been written.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toDiskError } from './disk-errors.ts';

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
    return WindowStateSchema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')));
  } catch {
    return undefined; // not there yet, or of another version: the next close writes it anew
  }
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function writeWindowState(home: string, state: WindowState): void {
  const path = pathIn(home);
  try {
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path); // half a file is never under the name
  } catch (error) {
    throw toDiskError(error, home, 'the place of the window');
  }
}

function pathIn(home: string): string {
  return join(home, 'window.json');
}
