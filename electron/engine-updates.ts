// Newer versions of the program as an engine asks for them.

import type { Mode } from '../shared/settings.ts';
import type { Network } from './network/network.ts';
import { refusalIn } from './network/policy.ts';
import { PROGRAM_FOLDER } from './start/program-folder.ts';
import type { Store } from './store/store.ts';
import { installationOf } from './updates/installation.ts';
import { createUpdates, type Updates } from './updates/updates.ts';
import { programVersion, updateAddress } from './version.ts';

interface EngineUpdatesDeps {
  readonly store: Store;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly network: Network;
}

export function createEngineUpdates(deps: EngineUpdatesDeps): Updates {
  const { store, mode, environment, network } = deps;
  const { platform, arch: architecture } = process;
  const installation = installationOf({ platform, environment, folder: PROGRAM_FOLDER });
  return createUpdates({
    ...{ home: store.home, version: programVersion(), backup: store.backup },
    address: updateAddress(environment),
    machine: { platform, architecture, installation },
    ...{ fetch: network.fetch('update'), refusal: refusalIn(mode) },
    bytesPerSecond: () => store.settings.downloadBytesPerSecond || undefined,
  });
}
