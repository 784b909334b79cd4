// Live search of the Hub, and the page of one model. What it answers is kept with its date: within a day it
// is not asked again, and where it can't be asked what was kept is the answer.

import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import {
  type HubAnswer,
  HubAnswerSchema,
  type HubModel,
  type HubQuery,
  type ModelCard,
  ModelCardSchema,
} from '../../shared/hub-models.ts';
import { forbidsCommerce } from '../../shared/licences.ts';
import { parseModelAddress } from '../../shared/model-address.ts';
import type { Fetch } from '../network/fetch.ts';
import type { HubAnswers } from '../store/hub-answers.ts';
import type { HubOptions } from './hub-ask.ts';
import { fetchCard } from './hub-card.ts';
import { searchError } from './hub-errors.ts';
import { listHub } from './hub-listing.ts';
import { hubSettings, hubToken } from './hub-settings.ts';
import { hubFilters, isSearchable } from './hub-tasks.ts';
import { type Asked, createKeptAnswers } from './kept-answers.ts';
import { clockWait, type Wait } from './lock.ts';

export interface HubSearchOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** The one fetch (electron/network/), for the Hub. */
  readonly fetch: Fetch;
  readonly kept: HubAnswers;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Why the Hub must not be asked now, or nothing where it may. */
  readonly refusal: () => ErrorDetail | undefined;
  readonly wait?: Wait;
  /** For all that one question takes. */
  readonly timeoutMs?: number;
}

export interface HubSearch {
  /** At most fifty, the most downloaded first. */
  readonly search: (query: HubQuery, signal: AbortSignal) => Promise<HubAnswer>;
  /** @param id `org/name`, `org/name@revision` or an address of the Hub */
  readonly card: (id: string, signal: AbortSignal) => Promise<ModelCard>;
}

const MOST_SHOWN = 50;
const TIMEOUT_MS = 30_000;
/** Someone waits for the answer. */
const ATTEMPTS = 3;

export function createHubSearch(options: HubSearchOptions): HubSearch {
  const { environment } = options;
  const { endpoint, offlineVariable } = hubSettings(environment);
  const token = () => hubToken(environment);
  const { kept, clock, refusal, timeoutMs = TIMEOUT_MS } = options;
  const wait = options.wait ?? clockWait;
  const hub: HubOptions = { endpoint, token, fetch: options.fetch, wait };
  const host = new URL(endpoint).host;
  const answers = createKeptAnswers({ kept, clock, refusal, offlineVariable, host, timeoutMs });
  return {
    search: async (query, signal) => answers.answer(searching(hub, searchable(query)), signal),
    card: async (id, signal) => answers.answer(reading(hub, id), signal),
  };
}

/** @throws AppError USAGE where the Hub has no models of that task type to be asked for */
function searchable(query: HubQuery): HubQuery {
  if (!isSearchable(query)) {
    const where = query.kind === 'onnx' ? 'that run on this machine' : 'that are hosted';
    const why = `The Hub can't be searched for models ${where} and do ${query.task}; it knows none as such.`;
    throw AppError.of('USAGE', { why });
  }
  return query;
}

function searching(hub: HubOptions, query: HubQuery): Asked<HubAnswer> {
  const { kind, task, licence, language, isCommercial = false, isOpen = false } = query;
  const words = wordsOf(query.text, hub.endpoint);
  const filters = Object.entries({ licence, language, isCommercial, isOpen }).filter(
    ([, wanted]) => wanted !== undefined && wanted !== false,
  );
  return {
    // Without filters as it was before there were any, so that what was kept then is found.
    key: JSON.stringify([
      ...['search', hub.endpoint, kind, task ?? '', words.toLowerCase()],
      ...(filters.length === 0 ? [] : [filters]),
    ]),
    schema: HubAnswerSchema,
    what: detail('hub-list'),
    ask: async (signal) => ({ models: await listAll(hub, { ...query, text: words }, signal) }),
    dated: (answer, dated) => ({ ...answer, ...dated }),
  };
}

/** The name alone of a model whose id or address was pasted. */
function wordsOf(text: string, endpoint: string): string {
  const address = parseModelAddress(text, endpoint);
  return 'fault' in address ? text.trim().replace(/\s+/g, ' ') : address.id;
}

/** The answers to each filter of the query, joined. */
async function listAll(
  hub: HubOptions,
  query: HubQuery,
  signal: AbortSignal,
): Promise<readonly HubModel[]> {
  const { endpoint } = hub;
  const { kind, task, isCommercial, isOpen } = query;
  const asked = { endpoint, what: detail('list-of-models'), hasToken: hub.token() !== undefined };
  const refused = (response: Response) => searchError(response, asked);
  const question = { signal, refused, attempts: ATTEMPTS };
  const lists = await Promise.all(
    hubFilters({ kind, task }).map((filter) => listHub(hub, question, { ...query, filter })),
  );
  const found = new Map(lists.flat().map((model) => [model.id, model]));
  return [...found.values()]
    .filter((model) => (kind === 'onnx' ? model.isOnnx : model.providers.length > 0))
    .filter(({ tasks }) => task === undefined || tasks.includes(task))
    .filter((model) => isCommercial !== true || !forbidsCommerce(model.licence ?? ''))
    .filter(({ gated }) => isOpen !== true || gated === undefined)
    .toSorted((a, b) => b.downloads - a.downloads)
    .slice(0, MOST_SHOWN);
}

/** @throws AppError USAGE where that is no model's id or address */
function reading(hub: HubOptions, typed: string): Asked<ModelCard> {
  const { endpoint } = hub;
  const address = parseModelAddress(typed, endpoint);
  if ('fault' in address) {
    const why = `${typed} is no model of the Hub; it is written org/name, or as the address of its page.`;
    throw AppError.of('USAGE', { why });
  }
  const { id, revision = 'main' } = address;
  return {
    key: JSON.stringify(['card', endpoint, id, revision]),
    schema: ModelCardSchema,
    what: detail('page-of', { model: id }),
    ask: (signal) => fetchCard(hub, { id, revision, signal, attempts: ATTEMPTS }),
    dated: (card, dated) => ({ ...card, ...dated }),
  };
}
