// settings.json in the data folder: read at start, so that a person can change it with any editor. What
// is changed on the screen is written into it, and everything else there stays as it was.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, detail } from '../../shared/errors.ts';
import { DEFAULT_SETTINGS, type Settings, SettingsSchema } from '../../shared/settings.ts';
import { errorCode } from './disk-errors.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'settings.json';

/** @throws AppError HOME_UNUSABLE where the file is there and can't be read or is not what it should be */
export function readSettings(home: string): Settings {
  try {
    const written = readWritten(home);
    return written === undefined ? DEFAULT_SETTINGS : SettingsSchema.parse(written);
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? detail('settings-invalid', { file: NAME, faults: z.prettifyError(error) })
        : detail('named-file-unreadable', { file: NAME, error: messageOf(error) });
    throw AppError.of('HOME_UNUSABLE', { home, why }, error);
  }
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function changeSettings(home: string, change: z.input<typeof SettingsSchema>): void {
  const changed = { ...readWritten(home), ...change };
  const content = `${JSON.stringify(changed, null, 2)}\n`;
  replaceFile({ home, name: NAME, what: 'the settings' }, content);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As it is in the file; undefined where there is none. */
function readWritten(home: string): object | undefined {
  try {
    return z.looseObject({}).parse(JSON.parse(readFileSync(join(home, NAME), 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw error;
  }
}
