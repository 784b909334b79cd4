// Who serves a model, as the Hub tells it, and in which order they are asked: the person's choice, then those
// that are live, the cheapest first where all of them tell a price, else in the Hub's own order.

import { createHash } from 'node:crypto';
import type { InferenceProvider } from '@huggingface/inference';
import { z } from 'zod';
import { AppError, detail } from '../../../shared/errors.ts';
import { hubError } from '../../library/hub-errors.ts';
import { Transient } from '../../library/retry.ts';
import type { Fetch } from '../../network/fetch.ts';
import type { Addresses } from './addresses.ts';
import type { Inference, Way } from './hub-task.ts';
import type { PriceList } from './prices.ts';

const EntrySchema = z.looseObject({
  provider: z.string(),
  providerId: z.string(),
  status: z.string(),
  task: z.string(),
});
type Entry = z.infer<typeof EntrySchema>;

/** A list today; older answers have an object by provider. */
const MappingSchema = z.union([
  z.array(EntrySchema),
  z
    .record(z.string(), EntrySchema.omit({ provider: true }))
    .transform((all) => Object.entries(all).map(([provider, entry]) => ({ ...entry, provider }))),
]);
const AnswerSchema = z.object({
  inferenceProviderMapping: MappingSchema.default([]),
  mask_token: z.string().nullish(),
});

export interface ServedModel {
  readonly entries: readonly Entry[];
  readonly maskToken: string | undefined;
  /** Of the entries: the same ones have the same. */
  readonly key: string;
}

export interface ServingDeps {
  readonly fetch: Fetch;
  readonly clock: () => number;
  readonly addresses: Addresses;
}

export interface ServingQuestion {
  readonly model: string;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** Milliseconds for which the Hub is not asked again. */
const FRESH = 600_000;

/** Remembers for a while what the Hub said. */
export function createServing({ fetch, clock, addresses }: ServingDeps) {
  const known = new Map<string, { readonly at: number; readonly served: ServedModel }>();
  return async ({ model, token, signal }: ServingQuestion): Promise<ServedModel> => {
    const before = known.get(model);
    if (before !== undefined && clock() - before.at < FRESH) {
      return before.served;
    }
    const path = `/api/models/${model}?expand[]=inferenceProviderMapping&expand[]=mask_token`;
    const headers: Record<string, string> =
      token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${addresses.hub}${path}`, { headers, signal });
    const served = await readServing(response, { model, link: `${addresses.hub}/${model}`, token });
    known.set(model, { at: clock(), served });
    return served;
  };
}

async function readServing(
  response: Response,
  {
    model,
    link,
    token,
  }: { readonly model: string; readonly link: string; readonly token: unknown },
): Promise<ServedModel> {
  if (!response.ok) {
    await response.body?.cancel();
    if (token !== undefined && isTokenRefused(response)) {
      const why = detail('answered', { status: response.status });
      const tokens = new URL('/settings/tokens', link).href;
      throw AppError.of('HUB_TOKEN_REFUSED', { provider: detail('the-hub'), why, link: tokens });
    }
    const hasToken = token !== undefined;
    const error = hubError(response, { model, what: model, link, hasToken, isStorage: false });
    throw error instanceof Transient ? error.failure : error;
  }
  const answer = AnswerSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) {
    const why = detail('not-as-documented');
    throw AppError.of('NETWORK_FAILED', { host: new URL(link).host, why });
  }
  const { inferenceProviderMapping: entries, mask_token: mask } = answer.data;
  const key = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
  return { entries, maskToken: mask ?? undefined, key };
}

/** The Hub hides models under the same statuses, and then says so. */
function isTokenRefused({ status, headers }: Response): boolean {
  return (status === 401 || status === 403) && !headers.has('x-error-code');
}

export interface Choice<Found> {
  readonly provider: InferenceProvider;
  readonly way: Way<Found>;
  readonly isLive: boolean;
}

/** Those that can be asked, with the first of the ways that each serves, in the Hub's order. */
export function choicesFor<Found>(
  ways: readonly Way<Found>[],
  { entries }: ServedModel,
  hf: Inference,
): readonly Choice<Found>[] {
  return entries
    .filter(({ status }) => status === 'live' || status === 'staging')
    .flatMap((entry): readonly Choice<Found>[] => {
      const way = ways.find(({ served }) => serves(entry, served, hf));
      const { provider, status } = entry;
      return way === undefined || !isProvider(provider, hf)
        ? []
        : [{ provider, way, isLive: status === 'live' }];
    });
}

/** Whether there is more than one to choose from, and prices for all of them may be known. */
export function isPriced(choices: readonly Choice<unknown>[]): boolean {
  const live = choices.filter(({ isLive }) => isLive);
  return live.length > 1 && live.every(({ way }) => way.served === 'conversational');
}

/** In the order in which they are asked. */
export function ordered<Found>(
  choices: readonly Choice<Found>[],
  { preferred, prices }: { readonly preferred: string | undefined; readonly prices: PriceList },
): readonly Choice<Found>[] {
  const rank = ({ provider, isLive }: Choice<Found>) =>
    provider === preferred ? 0 : !isLive ? 3 : prices.get(provider)?.isLive === false ? 2 : 1;
  const price = ({ provider }: Choice<Found>) => prices.get(provider)?.price;
  const first = choices.filter((choice) => rank(choice) === 1);
  const isKnown = first.every((choice) => price(choice) !== undefined);
  const cost = (choice: Choice<Found>) =>
    isKnown && rank(choice) === 1 ? (price(choice) ?? 0) : 0;
  return choices.toSorted((a, b) => rank(a) - rank(b) || cost(a) - cost(b));
}

function isProvider(name: string, { PROVIDERS }: Inference): name is InferenceProvider {
  return Object.hasOwn(PROVIDERS, name);
}

/** On hf-inference, models of sentences do both of these tasks, under whichever name they stand. */
const ALIKE: readonly string[] = ['feature-extraction', 'sentence-similarity'];

function serves({ provider, task }: Entry, served: string, hf: Inference): boolean {
  const isSame = task === served;
  const isAlike = provider === 'hf-inference' && ALIKE.includes(task) && ALIKE.includes(served);
  return (
    (isSame || isAlike) &&
    isProvider(provider, hf) &&
    Object.hasOwn(hf.PROVIDERS[provider] ?? {}, served)
  );
}
