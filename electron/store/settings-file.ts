// settings.json in the data folder: read at start, so that a person can change it with any editor.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS, type Settings, SettingsSchema } from '../../shared/settings.ts';
import { errorCode } from './disk-errors.ts';

/** @throws AppError HOME_UNUSABLE where the file is there and can't be read or is not what it should be */
export function readSettings(home: string): Settings {
  const path = join(home, 'settings.json');
  try {
    return SettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return DEFAULT_SETTINGS;
    }
    const why =
      error instanceof z.ZodError
        ? `settings.json is not valid:\n${z.prettifyError(error)}`
        : `settings.json can't be read (${error instanceof Error ? error.message : String(error)})`;
    throw AppError.of('HOME_UNUSABLE', { home, why }, error);
  }
}
