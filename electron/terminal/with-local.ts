// The models of this machine without an engine, for commands that work beside one that runs.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mode } from '../../shared/settings.ts';
import { createLocalInference, type LocalInference, probeKey } from '../local-inference.ts';
import { foundDevices } from '../store/found-devices.ts';
import { defaultHome } from '../store/home.ts';
import { readSettings } from '../store/settings-file.ts';

interface LocalAsked {
  readonly mode?: Mode | undefined;
  /** Tries the devices again, whatever an earlier probe found. */
  readonly isFresh?: boolean;
}

export async function withLocal<Result>(
  { mode, isFresh = false }: LocalAsked,
  use: (local: LocalInference) => Promise<Result>,
): Promise<Result> {
  const environment = process.env;
  const home = defaultHome(environment);
  const settings = readSettings(home);
  const kept = foundDevices(home, probeKey(environment), Date.now);
  // An engine may have the folder: what it wrote is read, and nothing is written there.
  const found = { read: isFresh ? () => undefined : kept.read, write: () => {} };
  const scratch = mkdtempSync(join(tmpdir(), 'ensemble-models-'));
  const options = { scratch, found, settings, mode: mode ?? settings.mode, environment };
  const local = createLocalInference(options);
  try {
    return await use(local);
  } finally {
    await local.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
