// Has a model's providers asked one after the other until one answers. Each attempt is told; what only
// another model could help against is thrown at once.

import { AppError } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { Fetch } from '../../network/fetch.ts';
import type { ExpertContext, ExpertInputs } from '../expert.ts';
import { type Addresses, createExchange, type FetchAddress, PLACEHOLDER } from './exchange.ts';
import { type Asked, failureOf, isFinal, tokenNeeded } from './failures.ts';
import { withFetch } from './guarded-fetch.ts';
import type { Inference, Place, Way } from './hub-task.ts';
import { type Choice, choicesFor, type ServedModel, type ServingQuestion } from './providers.ts';
import type { Traffic } from './traffic.ts';

export interface AskDeps {
  readonly fetch: Fetch;
  readonly fetchAddress?: FetchAddress | undefined;
  readonly token: () => string | undefined;
  readonly provider?: ((model: string) => string | undefined) | undefined;
  readonly clock: () => number;
  readonly addresses: Addresses;
  readonly beforeUpload?: ((upload: Upload, signal: AbortSignal) => Promise<void>) | undefined;
  readonly serving: (question: ServingQuestion) => Promise<ServedModel>;
}

/** A file that is about to be sent. */
export interface Upload {
  readonly task: TaskType;
  readonly file: string;
  /** The one that works on it, and the host that takes it and hands it on. */
  readonly provider: string;
  readonly host: string;
}

export interface Asking {
  readonly task: TaskType;
  /** The Hub's id, or the address of an endpoint of one's own. */
  readonly model: string;
  readonly name: string;
  readonly inputs: ExpertInputs;
  readonly context: ExpertContext;
  readonly traffic: Traffic;
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
  const { progress, signal } = asking.context;
  const hf = await loadInference();
  const targets = await targetsFor(ways, { asking, deps, hf });
  for (const [index, target] of targets.entries()) {
    const place = targets.length > 1 ? ` (${index + 1} of ${targets.length})` : '';
    progress({ message: `Asking ${target.provider}${place}` });
    const asked = askedOf(target.provider, asking, deps);
    try {
      return await attempt(target, { asked, asking, deps, hf });
    } catch (thrown) {
      signal.throwIfAborted();
      const failure = failureOf(thrown, asked);
      const next = targets[index + 1];
      if (next === undefined || isFinal(failure)) {
        throw failure;
      }
      const said = failure instanceof Error ? failure.message : '';
      progress({ message: `${said} Trying ${next.provider}.` });
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

/** @throws AppError HUB_TOKEN_NEEDED without a token, MODEL_UNUSABLE where nobody serves the task */
async function targetsFor<Found>(
  ways: readonly Way<Found>[],
  { asking, deps, hf }: Asker,
): Promise<readonly Target<Found>[]> {
  const { model, context } = asking;
  if (isAddress(model)) {
    // What an endpoint serves is known to nobody but itself, so each way is tried.
    const place = { accessToken: PLACEHOLDER, endpointUrl: model };
    return ways.map((way) => ({ provider: new URL(model).host, place, way, mapping: undefined }));
  }
  const token = deps.token();
  if (token === undefined || token === '') {
    throw tokenNeeded(askedOf('', asking, deps));
  }
  const served = await deps.serving({ model, token, signal: context.signal });
  const preferred = deps.provider?.(model);
  const choices = choicesFor(ways, served, { hf, preferred });
  if (choices.length === 0) {
    throw unserved(asking);
  }
  if (preferred !== undefined && choices[0]?.provider !== preferred) {
    context.progress({ message: `${preferred} does not serve ${asking.name} for ${asking.task}` });
  }
  return choices.map(({ provider, way }: Choice<Found>) => {
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
  const why = `no inference provider serves it for ${task} now`;
  return AppError.of('MODEL_UNUSABLE', { model: name, why });
}

async function attempt<Found>(
  { place, way, mapping }: Target<Found>,
  { asked, asking, deps, hf }: Asker & { readonly asked: Asked },
): Promise<Found> {
  const { signal, progress } = asking.context;
  const { clock, addresses } = deps;
  if (asked.file !== undefined) {
    const { host } = new URL(place.endpointUrl ?? addresses.router);
    const upload = { task: asked.task, file: asked.file, provider: asked.provider, host };
    await deps.beforeUpload?.(upload, signal);
  }
  const fetch = createExchange({
    ...{ fetch: deps.fetch, fetchAddress: deps.fetchAddress },
    ...{ clock, addresses, asked, signal, mapping },
    traffic: asking.traffic,
    waiting: (message) => progress({ message }),
  });
  const options = { fetch, signal, retry_on_error: false };
  const answer = await withFetch(fetch, () => way.send({ hf, at: place, options }));
  signal.throwIfAborted();
  return way.shape.parseAsync(answer);
}

function askedOf(provider: string, { task, model, name, inputs }: Asking, deps: AskDeps): Asked {
  const file = Object.values(inputs).find(({ kind }) => kind !== 'text');
  return {
    ...{ task, model, name, provider },
    link: isAddress(model) ? model : `${deps.addresses.hub}/${model}`,
    token: deps.token(),
    file: file === undefined || file.kind === 'text' ? undefined : file.name,
  };
}
