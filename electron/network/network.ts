// The wall of one session, made once: the fetch of each purpose, the fetch for addresses that others wrote,
// and what was recorded of all of them.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Destination, NetworkOverview, Purpose } from '../../shared/connections.ts';
import type { Mode } from '../../shared/settings.ts';
import {
  type AddressFetch,
  type AddressFetchOptions,
  createAddressFetch,
} from './address-fetch.ts';
import { createFetch, type Fetch } from './fetch.ts';
import { createPolicy, refusalIn } from './policy.ts';
import { type About, type Attempt, createRecords, type Exchange, type Records } from './records.ts';

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
  /** What an earlier network of this session recorded, which this one goes on with. */
  readonly records?: Records | undefined;
  /** Hosts as they are configured now. */
  readonly configured: () => readonly ConfiguredHost[];
  /** Hosts that addresses of requests may name though they are not public; none by default. */
  readonly allowed?: () => readonly string[];
  /** What may always, or must never, be sent where; nothing is kept by default. */
  readonly uploads?: () => NetworkOverview['uploads'];
}

/** The run, and the task of it, that connections are for. */
export type Work = Omit<About, 'purpose'>;

export interface Network {
  readonly fetch: (purpose: Exclude<Purpose, 'address'>) => Fetch;
  /** For addresses that stand in a request or in a model's output. */
  readonly fetchAddress: () => AddressFetch;
  /**
   * Does some work: what it attempts, and whatever it calls or waits for, is recorded as being for this
   * run and task. Inside of other such work its own counts.
   */
  readonly attributed: <Result>(work: Work, perform: () => Result) => Result;
  /** The mode, what may be asked in it, and what was attempted so far. */
  readonly overview: () => NetworkOverview;
}

export function createNetwork(options: NetworkOptions): Network {
  const { environment, mode, clock, configured, lookup, limits } = options;
  const { allowed = () => [], uploads = () => ({}) } = options;
  const { records = createRecords(clock) } = options;
  // Controllers and experts are made once for all runs; which one calls is known by the thread of calls.
  const working = new AsyncLocalStorage<Work>();
  const begin = (purpose: Purpose, attempt: Attempt): Exchange =>
    records.begin(attempt, { ...working.getStore(), purpose });
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
    fetch: (purpose) =>
      createFetch({
        environment,
        refusal: (url) => policy.refusal(purpose, url),
        begin: (attempt) => begin(purpose, attempt),
        redirected: (from, to) => policy.redirected(purpose, from, to),
      }),
    fetchAddress: () =>
      createAddressFetch({
        ...{ environment, allowed, refusal: refusalIn(mode) },
        ...(lookup && { lookup }),
        ...(limits && { limits }),
        begin: (attempt) => begin('address', attempt),
      }),
    attributed: (work, perform) => working.run(work, perform),
    overview: () => ({
      mode,
      destinations: configured().flatMap(destination),
      uploads: uploads(),
      records: records.list(),
    }),
  };
}
