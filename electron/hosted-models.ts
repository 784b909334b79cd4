// Hosted inference as the engine has it: the models that the person named, and those that the Hub found for
// a task type; outside of local mode and with a token alone. What performs them is loaded only where there
// are any.

import type { HubModel } from '../shared/hub-models.ts';
import type { Obstacle } from '../shared/ranking.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { Expert, Offer } from './experts/expert.ts';
import type { HostedModel } from './experts/hub/registry.ts';
import { hubSettings, hubToken } from './library/hub-settings.ts';
import { nameOf } from './local-models.ts';
import type { Network } from './network/network.ts';

export interface HostedModelsDeps {
  readonly settings: Pick<Settings, 'hostedModels' | 'inferenceRouter'>;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly network: Pick<Network, 'fetch' | 'fetchAddress'>;
  readonly clock: () => number;
}

export interface HostedModels {
  /** Resolves when the models that the person named are among the experts. */
  readonly ready: () => Promise<void>;
  /** Those that the person named; empty before `ready`. */
  readonly experts: () => readonly Expert[];
  /** Those that the person named, where they can't be asked now. */
  readonly offers: (type: TaskType) => readonly Offer[];
  /** Makes experts of models that the Hub found. */
  readonly find: (models: readonly HubModel[], type: TaskType) => Promise<void>;
  readonly found: (type: TaskType) => readonly Expert[];
  /** Why nothing can be asked now, where that is so. */
  readonly obstacle: () => Obstacle | undefined;
}

export function createHostedModels(deps: HostedModelsDeps): HostedModels {
  const named = deps.settings.hostedModels;
  const found = new Map<TaskType, readonly Expert[]>();
  let experts: readonly Expert[] = [];
  let loading: Promise<void> | undefined;
  const obstacle = () => obstacleOf(deps);
  const load = async () => {
    experts = await loadExperts(named, deps);
  };
  // A token may come and go while the program runs.
  const ifAsked = (those: readonly Expert[]) =>
    those.length === 0 || obstacle() !== undefined ? [] : those;
  return {
    obstacle,
    ready: async () => {
      if (named.length > 0 && obstacle() === undefined) {
        loading ??= load();
        await loading;
      }
    },
    experts: () => ifAsked(experts),
    offers: (type) => {
      const wanted = named.filter(({ tasks }) => tasks.includes(type));
      const why = wanted.length === 0 ? undefined : obstacle(); // which reads the file of the token
      return why === undefined ? [] : wanted.map(({ id }) => toOffer(id, type, why));
    },
    find: async (models, type) => {
      const unnamed = models.filter(({ id }) => named.every((one) => one.id !== id));
      const hosted = unnamed.map((model) => ({ ...model, tasks: [type] }));
      found.set(type, await loadExperts(hosted, deps));
    },
    found: (type) => ifAsked(found.get(type) ?? []),
  };
}

function obstacleOf({ mode, environment }: HostedModelsDeps): Obstacle | undefined {
  if (mode === 'local') {
    return { code: 'local-mode' };
  }
  if (hubSettings(environment).offlineVariable !== undefined) {
    return { code: 'offline' };
  }
  return hubToken(environment) === undefined ? { code: 'no-token' } : undefined;
}

function toOffer(id: string, task: TaskType, obstacle: Obstacle): Offer {
  const description = `${nameOf(id)}, by hosted inference.`;
  const model = { id, host: 'hub', name: nameOf(id), description, tasks: [task] } as const;
  return {
    task,
    model: { ...model, revision: 'hosted', licence: 'unknown', languages: [] },
    facts: () => ({ device: 'hosted', obstacle }),
  };
}

async function loadExperts(
  models: readonly HostedModel[],
  { settings, environment, network, clock }: HostedModelsDeps,
): Promise<readonly Expert[]> {
  const { hubExperts } = await import('./experts/hub/registry.ts');
  const providers = new Map(settings.hostedModels.map(({ id, provider }) => [id, provider]));
  return hubExperts(models, {
    fetch: network.fetch('expert'),
    fetchAddress: network.fetchAddress(),
    token: () => hubToken(environment),
    provider: (model) => providers.get(model),
    ...(settings.inferenceRouter !== undefined && { endpoint: settings.inferenceRouter }),
    ...{ hubEndpoint: hubSettings(environment).endpoint, clock },
  });
}
