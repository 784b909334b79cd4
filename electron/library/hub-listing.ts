// The Hub's list of models, asked with one filter at a time, and its page about one model, both through the
// Hub's own library. What comes is bounded, and made harmless before the library reads it.

import { listModels, modelInfo } from '@huggingface/hub';
import { z } from 'zod';
import type { HubModel, HubQuery } from '../../shared/hub-models.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { Fetch } from '../network/fetch.ts';
import { COMMIT } from './cache.ts';
import { asking, type HubOptions, type Question } from './hub-ask.ts';
import { unintelligible } from './hub-errors.ts';
import { toHubModel } from './hub-facts.ts';
import type { HubFilter } from './hub-tasks.ts';
import { readUpTo } from './read-up-to.ts';

/** What is asked for beyond what the library always asks for. */
const FIELDS = ['tags', 'cardData', 'filePaths', 'inferenceProviderMapping'] as const;
/** More than are shown, since some of them turn out to be unfit. */
const MOST_ASKED = 100;
const MOST_PAGES = 10;
/** Bytes of one page; a hundred models with all their files have about a tenth of it. */
const MOST_BYTES = 16 * 2 ** 20;
/** The library of models for this machine's runner, as their pages name it. */
const RUNS_HERE = 'transformers.js';

export interface Listing
  extends Pick<HubQuery, 'kind' | 'text' | 'licence' | 'language' | 'isOpen'> {
  readonly filter: HubFilter;
}

/** The most downloaded first, as far as the Hub goes. */
export async function listHub(
  options: HubOptions,
  question: Question,
  listing: Listing,
): Promise<readonly HubModel[]> {
  const { kind, text, filter, isOpen } = listing;
  const { pipeline } = filter;
  const tags = [
    ...(kind === 'onnx' ? [RUNS_HERE] : []),
    ...(filter.tags ?? []),
    ...tagsFor(listing),
  ];
  const ask = asking(options, question);
  const search = {
    ...(text !== '' && { query: text }),
    ...(pipeline !== undefined && { task: pipeline }),
    tags,
    ...(kind === 'hosted' && { inferenceProviders: ['all'] }),
  };
  const fetch = harmless(isOpen ? ungated(ask) : ask, options, ListSchema);
  const asked = { search, sort: 'downloads', limit: MOST_ASKED, hubUrl: options.endpoint } as const;
  const found: HubModel[] = [];
  for await (const entry of listModels({ ...asked, additionalFields: [...FIELDS], fetch })) {
    const model = toHubModel(entry);
    if (model !== undefined) {
      found.push(model);
    }
  }
  return found;
}

/** Licences and languages are tags of a model. */
function tagsFor({ licence, language }: Listing): readonly string[] {
  return [
    ...(licence === undefined ? [] : [`license:${licence}`]),
    ...(language === undefined ? [] : [language]),
  ];
}

/** The Hub's parameter that its library does not know. */
function ungated(fetch: Fetch): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    url.searchParams.set('gated', 'false');
    return fetch(url, init);
  };
}

export interface DescribedModel {
  readonly model: HubModel;
  readonly commit: string;
}

export async function describeOnHub(
  options: HubOptions,
  question: Question,
  { id, revision }: { readonly id: string; readonly revision: string },
): Promise<DescribedModel> {
  const fetch = harmless(asking(options, question), options, ItemSchema);
  const asked = { name: id, revision, hubUrl: options.endpoint, fetch };
  const entry = await modelInfo({ ...asked, additionalFields: [...FIELDS, 'sha'] });
  const commit = z.string().regex(COMMIT).safeParse(entry.sha);
  const model = toHubModel(entry);
  if (model === undefined || !commit.success) {
    throw unintelligible(options.endpoint);
  }
  return { model, commit: commit.data };
}

/** The library reads into these without a look at what they are. */
const ItemSchema = z.looseObject({
  id: z.string(),
  siblings: z.array(z.looseObject({})).nullish(),
  inferenceProviderMapping: z
    .union([z.array(z.looseObject({})), z.record(z.string(), z.looseObject({}))])
    .nullish(),
});
const ListSchema = z
  .array(z.unknown())
  .transform((items) => items.filter((item) => ItemSchema.safeParse(item).success));

/** What is answered, held against a schema; it leads on to few pages, and to those of the same Hub alone. */
function harmless(fetch: Fetch, { endpoint }: HubOptions, schema: z.ZodType): Fetch {
  let pages = 0;
  return async (...call) => {
    const response = await fetch(...call);
    const parsed = schema.safeParse(jsonOrNothing(await readUpTo(response, MOST_BYTES)));
    if (!parsed.success) {
      throw unintelligible(endpoint);
    }
    pages += 1;
    const link = response.headers.get('link') ?? '';
    const isOwn = link.startsWith(`<${endpoint}/`);
    return Response.json(parsed.data, isOwn && pages < MOST_PAGES ? { headers: { link } } : {});
  };
}
