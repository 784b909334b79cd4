// desktop.json in the data folder: what the main process has to know of how the person wants the program,
// before there is a page to tell it.

import { join } from 'node:path';
import { z } from 'zod';
import { DESKTOP_LANGUAGES, type DesktopPreferences } from '../../shared/desktop.ts';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'desktop.json';

export const DesktopPreferencesSchema = z.strictObject({
  language: z.enum(DESKTOP_LANGUAGES),
  appearance: z.enum(['system', 'light', 'dark']),
  isNotifying: z.boolean(),
}) satisfies z.ZodType<DesktopPreferences>;

export function readDesktopPreferences(home: string): DesktopPreferences | undefined {
  return readKept(join(home, NAME), DesktopPreferencesSchema);
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function writeDesktopPreferences(home: string, preferences: DesktopPreferences): void {
  replaceFile(
    { home, name: NAME, what: 'how the window is wanted' },
    JSON.stringify(preferences, null, 2),
  );
}
