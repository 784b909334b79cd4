// keys.json in the data folder: keys by the names of their variables, encrypted by the keyring of the
// system, or as plain text where there is none. For this person's programs alone to read.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError, detail } from '../../shared/errors.ts';
import { KeyVariableSchema } from '../../shared/keys.ts';
import { errorCode } from './disk-errors.ts';
import { replaceFile } from './replace-file.ts';

const NAME = 'keys.json';

const SetAtSchema = z.number().nonnegative();
const KeptKeySchema = z
  .discriminatedUnion('protection', [
    /** What the keyring made of it, in base64. */
    z.object({ protection: z.literal('keyring'), sealed: z.base64().min(1), setAt: SetAtSchema }),
    z.object({ protection: z.literal('plain'), key: z.string().min(1), setAt: SetAtSchema }),
  ])
  .readonly();

const KeptKeysSchema = z.record(KeyVariableSchema, KeptKeySchema).readonly();
export type KeptKeys = z.infer<typeof KeptKeysSchema>;

/** @throws AppError HOME_UNUSABLE where the file is there and can't be read; what is in it is not told */
export function readKeys(home: string): KeptKeys {
  const text = readText(home);
  if (text === undefined) {
    return {};
  }
  const parsed = KeptKeysSchema.safeParse(parseQuietly(text));
  if (!parsed.success) {
    const why = detail('keys-not-ours', { file: NAME });
    throw AppError.of('HOME_UNUSABLE', { home, why });
  }
  return parsed.data;
}

/** @throws AppError HOME_UNUSABLE or DISK_FULL */
export function writeKeys(home: string, keys: KeptKeys): void {
  const content = `${JSON.stringify(keys, null, 2)}\n`;
  replaceFile({ home, name: NAME, what: 'the keys', mode: 0o600 }, content);
}

function readText(home: string): string | undefined {
  try {
    return readFileSync(join(home, NAME), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
      return undefined;
    }
    throw AppError.of('HOME_UNUSABLE', {
      home,
      why: detail('named-file-unreadable', { file: NAME, error: errorCode(error) }),
    });
  }
}

/** The parser's own error would repeat a part of the file. */
function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
