// The hosts that the program may have to ask: the Hub, the connections to language models, where the
// libraries of a GPU come from, and where newer versions of the program are published.

import type { Settings } from '../../shared/settings.ts';
import { connectionIds, reach } from '../controllers/openai/reached.ts';
import type { KeyUser } from '../key-listings.ts';
import { hubSettings, INFERENCE_ROUTER } from '../library/hub-settings.ts';
import { cudaPackages } from '../runner/cuda-table.ts';
import { runtimeHere } from '../runner/runtime-libraries.ts';
import { updateAddress } from '../version.ts';
import type { ConfiguredHost } from './network.ts';

interface Connected {
  /** What choices begin with. */
  readonly id: string;
  readonly baseUrl?: string | undefined;
}

/** @param connected the connections as they are now */
export function configuredHosts(
  environment: NodeJS.ProcessEnv,
  settings: Pick<Settings, 'hostedModels' | 'inferenceRouter'>,
  connected: () => readonly Connected[],
): () => readonly ConfiguredHost[] {
  const { endpoint } = hubSettings(environment);
  const hub: ConfiguredHost = { purpose: 'hub', address: endpoint };
  let cuda: readonly ConfiguredHost[] | undefined; // a table of another package, not needed to start
  const experts = hostedAddresses(endpoint, settings);
  const updates = updateAddress(environment);
  const cudaHosts = () => {
    cuda ??= cudaFeeds().map((address) => ({ purpose: 'cuda', address }));
    return cuda;
  };
  return () => [
    hub,
    ...experts.map((address): ConfiguredHost => ({ purpose: 'expert', address })),
    ...connected().flatMap(({ id, baseUrl }): readonly ConfiguredHost[] =>
      baseUrl === undefined ? [] : [{ purpose: 'controller', name: id, address: baseUrl }],
    ),
    ...cudaHosts(),
    ...(updates === undefined ? [] : [{ purpose: 'update' as const, address: updates.href }]),
  ];
}

/** The router, the Hub that says who serves a model, and endpoints of one's own. */
function hostedAddresses(
  hub: string,
  { hostedModels, inferenceRouter }: Pick<Settings, 'hostedModels' | 'inferenceRouter'>,
): readonly string[] {
  const own = hostedModels.map(({ id }) => id).filter((id) => /^https?:/.test(id));
  return [inferenceRouter ?? INFERENCE_ROUTER, hub, ...own];
}

/** The connections of settings, presets included, where no engine holds them. */
export function connectedBy(
  environment: NodeJS.ProcessEnv,
  connections: Settings['connections'],
): readonly (Connected & KeyUser)[] {
  const from = { environment, connections };
  return connectionIds(from)
    .map((id) => reach(id, from))
    .filter((reached) => reached !== undefined)
    .map(({ key: _, ...shown }) => shown);
}

/** As ONNX Runtime's own package names them; none where there is no CUDA for this platform. */
function cudaFeeds(): readonly string[] {
  const packages = cudaPackages(runtimeHere());
  return [...new Set(packages.flatMap(({ candidates }) => candidates.map(({ index }) => index)))];
}
