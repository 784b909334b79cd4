// The version of this program, as its package says.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const PackageSchema = z.object({ version: z.string() });

export function programVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return PackageSchema.parse(JSON.parse(text)).version;
}
