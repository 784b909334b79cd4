// The models of this machine without an engine, for commands that work beside one that runs.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mode, Settings } from '../../shared/settings.ts';
import { createKeys, type Keys } from '../keys.ts';
import { createLocalInference, type LocalInference, probeKey } from '../local-inference.ts';
import { configuredHosts, connectedBy } from '../network/configured.ts';
import { createNetwork, type Network } from '../network/network.ts';
import { cudaPlace } from '../runner/cuda-place.ts';
import { type FoundDevices, foundDevices } from '../store/found-devices.ts';
import { defaultHome } from '../store/home.ts';
import { hubAnswers } from '../store/hub-answers.ts';
import { readSettings } from '../store/settings-file.ts';

interface LocalAsked {
  readonly mode?: Mode | undefined;
  /** Tries the devices again, whatever an earlier probe found. */
  readonly isFresh?: boolean;
}

/** What the commands are about besides the models. */
export interface Surroundings {
  readonly home: string;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly network: Network;
  readonly keys: Keys;
}

export async function withLocal<Result>(
  { mode, isFresh = false }: LocalAsked,
  use: (local: LocalInference, around: Surroundings) => Promise<Result>,
): Promise<Result> {
  const home = defaultHome(process.env);
  const settings = readSettings(home);
  const users = () => connectedBy(environment, settings.connections);
  const keys = createKeys({ home, environment: process.env, clock: Date.now, users });
  const { environment } = keys;
  const place = cudaPlace({ folder: join(home, 'cuda') });
  const kept = foundDevices(home, probeKey(environment, place), Date.now);
  const found: FoundDevices = {
    read: isFresh ? () => undefined : kept.read,
    // Whole at once, so it may be written beside an engine; the folder itself is the engine's to make.
    write: (devices) => existsSync(home) && kept.write(devices),
  };
  const scratch = mkdtempSync(join(tmpdir(), 'ensemble-models-'));
  const keepDtypes = () => {}; // no command changes them
  const allowed = mode ?? settings.mode;
  const connected = users();
  const network = createNetwork({
    ...{ environment, mode: allowed, clock: Date.now },
    allowed: () => settings.allowedAddresses,
    uploads: () => settings.uploads,
    configured: configuredHosts(environment, settings, () => connected),
  });
  const around = { home, settings, mode: allowed, environment, network, keys };
  const local = createLocalInference({
    ...{ ...around, scratch, found, keepDtypes, hubAnswers: hubAnswers(home), cudaPlace: place },
    ...{ fetch: network.fetch('hub'), cudaFetch: network.fetch('cuda') },
  });
  try {
    return await use(local, around);
  } finally {
    await local.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
