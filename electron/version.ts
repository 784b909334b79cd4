// What the package says of this program: its version, and where newer ones are published.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROGRAM_FOLDER } from './start/program-folder.ts';

const PackageSchema = z.object({
  version: z.string(),
  /** Written where it was packaged (electron-builder.config.ts). */
  updates: z.string().optional(),
});

export function programVersion(): string {
  return readPackage().version;
}

/** The folder of packages that ENSEMBLE_UPDATES names, else the one that the package does. */
export function updateAddress({ ENSEMBLE_UPDATES: named }: NodeJS.ProcessEnv): URL | undefined {
  return URL.parse(named || (readPackage().updates ?? '')) ?? undefined;
}

let known: z.infer<typeof PackageSchema> | undefined;

/** It does not change while the program runs. */
function readPackage(): z.infer<typeof PackageSchema> {
  const file = join(PROGRAM_FOLDER, 'package.json');
  known ??= PackageSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return known;
}
