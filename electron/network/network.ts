// The wall of one session, made once: the fetch of each purpose, the fetch for addresses that others wrote,
// and what was recorded of all of them.

import type { Destination, NetworkOverview, Purpose } from '../../shared/connections.ts';
import type { Mode } from '../../shared/settings.ts';
import {
  type AddressFetch,
  type AddressFetchOptions,
  createAddressFetch,
} from './address-fetch.ts';
import { createFetch, type Fetch } from './fetch.ts';
import { createPolicy, refusalIn } from './policy.ts';
import { type About, createRecords } from './records.ts';

/** A host that may have to be asked. */
export interface ConfiguredHost {
  readonly purpose: Purpose;
  readonly name?: string;
  readonly address: string;
}

export interface NetworkOptions extends Pick<AddressFetchOptions, 'lookup' | 'limits'> {
  readonly environment: NodeJS.ProcessEnv;
  readonly mode: Mode;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Hosts as they are configured now. */
  readonly configured: () => readonly ConfiguredHost[];
  /** Hosts that addresses of requests may name though they are not public; none by default. */
  readonly allowed?: () => readonly string[];
}

type Work = Omit<About, 'purpose'>;

export interface Network {
  /** @param about the run and the task that it is for, where they are known */
  readonly fetch: (purpose: Exclude<Purpose, 'address'>, about?: Work) => Fetch;
  /** For addresses that stand in a request or in a model's output. */
  readonly fetchAddress: (about?: Work) => AddressFetch;
  /** The mode, what may be asked in it, and what was attempted so far. */
  readonly overview: () => NetworkOverview;
}

export function createNetwork(options: NetworkOptions): Network {
  const { environment, mode, clock, configured, allowed = () => [], lookup, limits } = options;
  const records = createRecords(clock);
  const policy = createPolicy({
    mode,
    configured: (purpose) =>
      configured().flatMap((host) => (host.purpose === purpose ? [host.address] : [])),
  });
  const destination = ({ purpose, name, address }: ConfiguredHost): readonly Destination[] => {
    const url = URL.parse(address);
    if (url === null) {
      return [];
    }
    const refusal = policy.refusal(purpose, url);
    const named = name === undefined ? {} : { name };
    return [{ purpose, ...named, origin: url.origin, ...(refusal !== undefined && { refusal }) }];
  };
  return {
    fetch: (purpose, about = {}) =>
      createFetch({
        environment,
        refusal: (url) => policy.refusal(purpose, url),
        begin: (attempt) => records.begin(attempt, { ...about, purpose }),
        redirected: (from, to) => policy.redirected(purpose, from, to),
      }),
    fetchAddress: (about = {}) =>
      createAddressFetch({
        ...{ environment, allowed, refusal: refusalIn(mode) },
        ...(lookup && { lookup }),
        ...(limits && { limits }),
        begin: (attempt) => records.begin(attempt, { ...about, purpose: 'address' }),
      }),
    overview: () => ({
      mode,
      destinations: configured().flatMap(destination),
      records: records.list(),
    }),
  };
}
