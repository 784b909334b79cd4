// What the router tells of those who serve a language model: who answers it now, and for how much. It has
// such a list for models that are talked with, and for no others.

import { z } from 'zod';
import type { Fetch } from '../../network/fetch.ts';
import type { Addresses } from './addresses.ts';

const ModelSchema = z.object({
  providers: z.array(
    z.object({
      provider: z.string(),
      status: z.string().optional(),
      /** In dollars for a million tokens. */
      pricing: z.object({ input: z.number(), output: z.number() }).optional().catch(undefined),
    }),
  ),
});

export interface Terms {
  readonly isLive: boolean;
  /** In dollars for a million tokens read and a million written. */
  readonly price: number | undefined;
}

/** By provider; empty where the router has nothing to tell. */
export type PriceList = ReadonlyMap<string, Terms>;

export interface PricesDeps {
  readonly fetch: Fetch;
  readonly clock: () => number;
  readonly addresses: Addresses;
}

/** Milliseconds for which the router is not asked again, and which its answer may take. */
const FRESH = 600_000;
const LONGEST = 5000;
const UNKNOWN: PriceList = new Map();

/** Remembers for a while what the router said. It is told no token. */
export function createPrices({ fetch, clock, addresses }: PricesDeps) {
  const known = new Map<string, { readonly at: number; readonly list: PriceList }>();
  return async (model: string, signal: AbortSignal): Promise<PriceList> => {
    const before = known.get(model);
    if (before !== undefined && clock() - before.at < FRESH) {
      return before.list;
    }
    try {
      const both = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
      const response = await fetch(`${addresses.router}/v1/models/${model}`, { signal: both });
      const list = listOf(response.ok ? await response.json() : undefined);
      known.set(model, { at: clock(), list });
      return list;
    } catch {
      // Prices only change an order: without them it is the Hub's, and who can't be reached says so when
      // they are asked.
      signal.throwIfAborted();
      return UNKNOWN;
    }
  };
}

function listOf(answer: unknown): PriceList {
  const { success, data } = ModelSchema.safeParse(answer);
  return !success
    ? UNKNOWN
    : new Map(
        data.providers.map(({ provider, status, pricing }) => [
          provider,
          {
            isLive: status === undefined || status === 'live',
            price: pricing && pricing.input + pricing.output,
          },
        ]),
      );
}
