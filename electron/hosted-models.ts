// Hosted inference as the engine has it: the models of the Hub that the person named, outside of local
// mode and with a token alone. What performs them is loaded only where there are any.

import type { Mode, Settings } from '../shared/settings.ts';
import type { Expert } from './experts/expert.ts';
import { hubSettings } from './library/hub-settings.ts';
import type { Network } from './network/network.ts';

export interface HostedModelsDeps {
  readonly settings: Pick<Settings, 'hostedModels' | 'inferenceRouter'>;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly network: Pick<Network, 'fetch' | 'fetchAddress'>;
  readonly clock: () => number;
}

export interface HostedModels {
  /** Resolves when it is known what there is. */
  readonly ready: () => Promise<void>;
  /** Empty before `ready`. */
  readonly experts: () => readonly Expert[];
}

export function createHostedModels(deps: HostedModelsDeps): HostedModels {
  let experts: readonly Expert[] = [];
  let loading: Promise<void> | undefined;
  const load = async () => {
    if (isAllowed(deps)) {
      experts = await loadExperts(deps);
    }
  };
  return {
    ready: () => {
      loading ??= load();
      return loading;
    },
    experts: () => experts,
  };
}

function isAllowed({ settings, mode, environment }: HostedModelsDeps): boolean {
  if (mode === 'local' || settings.hostedModels.length === 0) {
    return false;
  }
  const { token, isOffline } = hubSettings(environment);
  return token !== undefined && !isOffline;
}

async function loadExperts({
  settings,
  environment,
  network,
  clock,
}: HostedModelsDeps): Promise<readonly Expert[]> {
  const { hubExperts } = await import('./experts/hub/registry.ts');
  const providers = new Map(settings.hostedModels.map(({ id, provider }) => [id, provider]));
  return hubExperts(settings.hostedModels, {
    fetch: network.fetch('expert'),
    fetchAddress: network.fetchAddress(),
    token: () => hubSettings(environment).token,
    provider: (model) => providers.get(model),
    ...(settings.inferenceRouter !== undefined && { endpoint: settings.inferenceRouter }),
    ...{ hubEndpoint: hubSettings(environment).endpoint, clock },
  });
}
