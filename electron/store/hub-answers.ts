// What the Hub answered, kept in the data folder so that it is known without asking again: one small file an
// answer. What is damaged is as if it had never been kept.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { toDiskError } from './disk-errors.ts';
import { readKept } from './kept-file.ts';
import { replaceFile } from './replace-file.ts';

const FOLDER = 'hub';
/** Of an answer, or of one that was cut off while it was written. */
const NAME = /^[0-9a-f]{40}\.json(?:\.new)?$/;
const MOST_KEPT = 200;

export interface HubAnswers {
  readonly read: <Answer>(key: string, schema: z.ZodType<Answer>) => Answer | undefined;
  /** @throws AppError HOME_UNUSABLE or DISK_FULL */
  readonly write: (key: string, answer: unknown) => void;
}

/** @param key stands for everything that an answer depends on */
export function hubAnswers(home: string): HubAnswers {
  return {
    read: (key, schema) => {
      const whole = z.object({ key: z.literal(key), answer: schema });
      return readKept(join(home, nameOf(key)), whole)?.answer;
    },
    write: (key, answer) => {
      if (!existsSync(home)) {
        return; // the folder itself is the engine's to make
      }
      try {
        mkdirSync(join(home, FOLDER), { recursive: true });
      } catch (error) {
        throw toDiskError(error, home, WHAT);
      }
      replaceFile({ home, name: nameOf(key), what: WHAT }, JSON.stringify({ key, answer }));
      removeOldest(join(home, FOLDER));
    },
  };
}

const WHAT = 'what the Hub answered';

function nameOf(key: string): string {
  return join(FOLDER, `${createHash('sha256').update(key).digest('hex').slice(0, 40)}.json`);
}

/** Others, such as a second program of ours, may remove files at the same time. */
function removeOldest(folder: string): void {
  const files = readdirSync(folder).filter((name) => NAME.test(name));
  if (files.length <= MOST_KEPT) {
    return;
  }
  const changedAt = (name: string) =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const dated = files.map((name) => ({ name, at: changedAt(name) })).sort((a, b) => b.at - a.at);
  for (const { name } of dated.slice(MOST_KEPT)) {
    rmSync(join(folder, name), { force: true });
  }
}
