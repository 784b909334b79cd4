// A small JSON file of the data folder that the program can do without: what can't be read is as if it had
// never been written, and the next writing mends it.

import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Undefined where the file is not there, damaged or of another version. */
export function readKept<Kept>(path: string, schema: z.ZodType<Kept>): Kept | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
