// What this program's package says of it.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const PackageSchema = z.object({ version: z.string(), license: z.string() });

export interface ProgramFacts {
  readonly version: string;
  /** By its SPDX name. */
  readonly licence: string;
}

export function programFacts(): ProgramFacts {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version, license: licence } = PackageSchema.parse(JSON.parse(text));
  return { version, licence };
}

export function programVersion(): string {
  return programFacts().version;
}
