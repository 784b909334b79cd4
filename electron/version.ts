// The version of this program, as its package says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROGRAM_FOLDER } from './start/program-folder.ts';

const PackageSchema = z.object({ version: z.string() });

export function programVersion(): string {
  const text = readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8');
  return PackageSchema.parse(JSON.parse(text)).version;
}
