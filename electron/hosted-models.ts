// Hosted inference as the engine has it: the models of the Hub that the person named, outside of local
// mode and with a token alone.

import type { Mode, Settings } from '../shared/settings.ts';
import type { Expert } from './experts/expert.ts';
import { hubExperts } from './experts/hub/registry.ts';
import { hubSettings } from './library/hub-settings.ts';
import type { Network } from './network/network.ts';

export interface HostedModelsDeps {
  readonly settings: Pick<Settings, 'hostedModels' | 'inferenceRouter'>;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly network: Pick<Network, 'fetch' | 'fetchAddress'>;
  readonly clock: () => number;
}

export function hostedModels(deps: HostedModelsDeps): readonly Expert[] {
  const { settings, mode, environment, network, clock } = deps;
  const { token, isOffline, endpoint: hubEndpoint } = hubSettings(environment);
  if (mode === 'local' || isOffline || token === undefined) {
    return [];
  }
  const providers = new Map(settings.hostedModels.map(({ id, provider }) => [id, provider]));
  return hubExperts(settings.hostedModels, {
    fetch: network.fetch('expert'),
    fetchAddress: network.fetchAddress(),
    token: () => hubSettings(environment).token,
    provider: (model) => providers.get(model),
    ...(settings.inferenceRouter !== undefined && { endpoint: settings.inferenceRouter }),
    ...{ hubEndpoint, clock },
  });
}
