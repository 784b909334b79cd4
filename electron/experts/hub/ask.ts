// Has a model's providers asked one after the other until one answers. Each attempt is told; what only
// another model could help against is thrown at once.

import { AppError, detail, toErrorReport } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { Fetch } from '../../network/fetch.ts';
import type { ExpertContext, ExpertInputs } from '../expert.ts';
import { type Addresses, mayKnow, PLACEHOLDER } from './addresses.ts';
import type { Attempts } from './attempts.ts';
import { createExchange, type FetchAddress } from './exchange.ts';
import { type Asked, failureOf, isFinal, tokenNeeded } from './failures.ts';
import { withFetch } from './guarded-fetch.ts';
import type { Inference, Place, Way } from './hub-task.ts';
import type { PriceList } from './prices.ts';
import {
  type Choice,
  choicesFor,
  isPriced,
  ordered,
  type ServedModel,
  type ServingQuestion,
} from './providers.ts';
import type { Traffic } from './traffic.ts';
import type { AllowUploads } from './uploads.ts';
import { type Patience, patienceFor, type Sleep } from './waiting.ts';

export interface AskDeps {
  readonly fetch: Fetch;
  readonly fetchAddress?: FetchAddress | undefined;
  readonly token: () => string | undefined;
  readonly provider?: ((model: string) => string | undefined) | undefined;
  readonly clock: () => number;
  readonly sleep: Sleep;
  readonly patience?: Partial<Patience> | undefined;
  readonly addresses: Addresses;
  readonly serving: (question: ServingQuestion) => Promise<ServedModel>;
  readonly prices: (model: string, signal: AbortSignal) => Promise<PriceList>;
}

export interface Asking {
  readonly task: TaskType;
  /** The Hub's id, or the address of an endpoint of one's own. */
  readonly model: string;
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly inputs: ExpertInputs;
  readonly context: ExpertContext;
  readonly traffic: Traffic;
  readonly attempts: Attempts;
  readonly allowUploads: AllowUploads;
}

/** One that is asked: a provider, or an endpoint of one's own. */
interface Target<Found> {
  readonly provider: string;
  readonly place: Place;
  readonly way: Way<Found>;
  readonly mapping: unknown;
}

export async function askProviders<Found>(
  ways: readonly Way<Found>[],
  asking: Asking,
  deps: AskDeps,
): Promise<Found> {
  const { attempts, context } = asking;
  const { progress, signal } = context;
  const hf = await loadInference();
  const targets = await targetsFor(ways, { asking, deps, hf });
  for (const [index, target] of targets.entries()) {
    const { provider } = target;
    const next = targets[index + 1];
    const place = { place: index + 1, providers: targets.length };
    progress({
      message:
        targets.length > 1
          ? { code: 'asking-one-of', values: { provider, ...place } }
          : { code: 'asking-provider', values: { provider } },
    });
    const asked = askedOf(target, asking, deps);
    try {
      const hasNext = next !== undefined && next.provider !== provider;
      const found = await attempt(target, { asked, asking, deps, hf, hasNext });
      attempts.done(provider);
      return found;
    } catch (thrown) {
      signal.throwIfAborted();
      const failure = failureOf(thrown, asked);
      if (!(failure instanceof AppError)) {
        throw failure;
      }
      if (next === undefined || isFinal(failure)) {
        throw attempts.withEarlier(provider, failure);
      }
      attempts.refused(provider, failure);
      const message = { code: 'trying-provider', values: { provider: next.provider } } as const;
      progress({ message, error: toErrorReport(failure) });
    }
  }
  throw unserved(asking);
}

/** The library speaks to the console otherwise. */
async function loadInference(): Promise<Inference> {
  const hf = await import('@huggingface/inference');
  const quiet = () => undefined;
  hf.setLogger({ debug: quiet, info: quiet, warn: quiet, error: quiet, log: quiet });
  return hf;
}

interface Asker {
  readonly asking: Asking;
  readonly deps: AskDeps;
  readonly hf: Inference;
}

/** @throws AppError HUB_TOKEN_NEEDED without a token, HUB_NOT_SERVED where nobody serves the task */
async function targetsFor<Found>(
  ways: readonly Way<Found>[],
  { asking, deps, hf }: Asker,
): Promise<readonly Target<Found>[]> {
  const { model, context } = asking;
  const { signal } = context;
  if (isAddress(model)) {
    // What an endpoint serves is known to nobody but itself, so each way is tried.
    const place = { accessToken: PLACEHOLDER, endpointUrl: model };
    return ways.map((way) => ({ provider: new URL(model).host, place, way, mapping: undefined }));
  }
  const token = deps.token();
  if (token === undefined || token === '') {
    throw tokenNeeded({ model, link: `${deps.addresses.hub}/${model}` });
  }
  const served = await deps.serving({ model, token, signal });
  const preferred = deps.provider?.(model);
  const choices = choicesFor(ways, served, hf);
  if (choices.length === 0) {
    throw unserved(asking);
  }
  if (preferred !== undefined && choices.every(({ provider }) => provider !== preferred)) {
    const values = { provider: preferred, model: asking.name, task: asking.task };
    context.progress({ message: { code: 'provider-not-serving', values } });
  }
  const prices: PriceList = isPriced(choices) ? await deps.prices(model, signal) : new Map();
  return ordered(choices, { preferred, prices }).map(({ provider, way }: Choice<Found>) => {
    // By this name the library looks up who serves it, and it never looks twice: providers know the model
    // by a name of their own. So what has changed meanwhile must come under another name.
    const place = { accessToken: PLACEHOLDER, model: `${model}#${served.key}`, provider };
    return { provider, place, way, mapping: served.entries };
  });
}

export function isAddress(model: string): boolean {
  return /^https?:\/\//i.test(model);
}

function unserved({ name, task }: Asking): AppError {
  const why = detail('no-provider');
  return AppError.of('HUB_NOT_SERVED', { model: name, task, why });
}

interface Attempting extends Asker {
  readonly asked: Asked;
  readonly hasNext: boolean;
}

async function attempt<Found>(
  target: Target<Found>,
  { asked, asking, deps, hf, hasNext }: Attempting,
): Promise<Found> {
  const { place, way, mapping } = target;
  const { signal, progress } = asking.context;
  const address = addressOf(target, deps);
  const isOwn = place.endpointUrl !== undefined;
  await asking.allowUploads({ provider: asked.provider, address, isOwn });
  signal.throwIfAborted();
  const exchange = createExchange({
    ...{ fetch: deps.fetch, fetchAddress: deps.fetchAddress, addresses: deps.addresses },
    ...{ clock: deps.clock, sleep: deps.sleep, asked, signal, mapping, traffic: asking.traffic },
    patience: { ...patienceFor(asking.timeoutSeconds, { hasNext }), ...deps.patience },
    waiting: (message) => progress({ message }),
  });
  const options = { fetch: exchange.fetch, signal, retry_on_error: false };
  try {
    const answer = await withFetch(exchange.fetch, () => way.send({ hf, at: place, options }));
    signal.throwIfAborted();
    return await way.shape.parseAsync(answer);
  } catch (thrown) {
    // Nobody waits for whether it is taken: whoever gave up goes on, and it changes nothing for them.
    exchange.abandon().catch(() => undefined);
    throw thrown;
  }
}

function addressOf({ place }: Pick<Target<unknown>, 'place'>, { addresses }: AskDeps): URL {
  return new URL(place.endpointUrl ?? addresses.router);
}

function askedOf(target: Target<unknown>, asking: Asking, deps: AskDeps): Asked {
  const { task, model, name, inputs } = asking;
  const { hub } = deps.addresses;
  const file = Object.values(inputs).find(({ kind }) => kind !== 'text');
  const link = isAddress(model) ? model : `${hub}/${model}`;
  return {
    ...{ task, model, name, link, provider: target.provider, account: `${hub}/settings` },
    token: deps.token(),
    isSignedIn: mayKnow(addressOf(target, deps), deps.addresses),
    file: file === undefined || file.kind === 'text' ? undefined : file.name,
  };
}
