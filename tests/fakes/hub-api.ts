// The part of the Hub's API that tells of models: their list and one of them, in the form that it documents.
// A parameter that it does not document is refused, so that a question that the Hub would not understand fails.

import { PIPELINE_TYPES } from '@huggingface/tasks';
import type { FakeModel } from './hub.ts';

/** What the Hub knows of a model beside its files; what is left out it does not know. */
export interface FakeFacts {
  readonly pipelineTag?: string;
  readonly tags?: readonly string[];
  readonly downloads?: number;
  readonly likes?: number;
  readonly lastModified?: string;
  /** Terms have to be accepted before files are shown; all else is public. */
  readonly gated?: 'auto' | 'manual';
  /** The front matter of its page. */
  readonly cardData?: Readonly<Record<string, unknown>>;
  readonly providers?: readonly FakeProvider[];
  /** In place of what the Hub would say of these fields. */
  readonly damaged?: Readonly<Record<string, unknown>>;
}

interface FakeProvider {
  readonly provider: string;
  readonly task: string;
  readonly status?: 'live' | 'staging' | 'error';
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly link?: string;
}

const ONCE = [
  ...['search', 'author', 'sort', 'limit', 'full', 'config', 'cardData', 'cursor', 'gated'],
  ...['pipeline_tag', 'inference', 'inference_provider', 'num_parameters', 'apps'],
];
const SORTS = [
  ...['createdAt', 'downloads', 'likes', 'lastModified', 'likes30d', 'trendingScore'],
  ...['num_parameters', 'mainSize', 'id'],
];
const EXPANDABLE = [
  ...['author', 'baseModels', 'cardData', 'childrenModelCount', 'config', 'createdAt', 'disabled'],
  ...['downloads', 'downloadsAllTime', 'evalResults', 'gated', 'gguf', 'inference', 'likes'],
  ...['inferenceProviderMapping', 'lastModified', 'library_name', 'mask_token', 'model-index'],
  ...['pipeline_tag', 'private', 'resourceGroup', 'safetensors', 'sha', 'siblings', 'spaces'],
  ...['tags', 'transformersInfo', 'trendingScore', 'usedStorage', 'widgetData', 'xetEnabled'],
];
const PROVIDERS = [
  ...['all', 'black-forest-labs', 'cerebras', 'cohere', 'fal-ai', 'featherless-ai', 'fireworks-ai'],
  ...['groq', 'hf-inference', 'hyperbolic', 'nebius', 'novita', 'nscale', 'replicate', 'sambanova'],
  ...['together'],
];

const refused = (error: string): Answered => ({ status: 400, body: { error } });

/** A parameter that may be given several times may be written with brackets. */
function plainNames({ searchParams }: URL): URLSearchParams {
  const plain = new URLSearchParams();
  for (const [name, value] of searchParams) {
    plain.append(name.replace('[]', ''), value);
  }
  return plain;
}

/** Why the Hub would not take the parameters. */
function faultIn(query: URLSearchParams, repeatable: readonly string[]): string | undefined {
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const isKnown = repeatable.includes(name) || (ONCE.includes(name) && values.length === 1);
    const strange = values.find((value) => !isValue(name, value));
    if (!isKnown || strange !== undefined) {
      return `"${name}" must not be ${strange ?? 'given'}`;
    }
  }
  const isMixed = ['full', 'config', 'cardData'].some((name) => query.has(name));
  return query.has('expand') && isMixed ? '"expand" cannot be used with "full"' : undefined;
}

function isValue(name: string, value: string): boolean {
  switch (name) {
    case 'expand':
      return EXPANDABLE.includes(value);
    case 'sort':
      return SORTS.includes(value);
    case 'limit':
      return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1000;
    case 'pipeline_tag':
      return PIPELINE_TYPES.some((type) => type === value);
    case 'gated':
      return value === 'true' || value === 'false';
    case 'inference_provider':
      return value.split(',').every((provider) => PROVIDERS.includes(provider));
    default:
      return value !== '';
  }
}

export interface ListQuestion {
  readonly models: readonly FakeModel[];
  readonly url: URL;
  /** Models on a page at most, whatever limit is asked for. */
  readonly pageSize: number;
}

export function listModels({ models, url, pageSize }: ListQuestion): Answered {
  const query = plainNames(url);
  const fault = faultIn(query, ['filter', 'expand']);
  if (fault !== undefined) {
    return refused(fault);
  }
  const found = models.filter((model) => matches(model, query)).sort(orderOf(query.get('sort')));
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Math.min(pageSize, Number(query.get('limit') ?? 1000));
  const next = new URL(url);
  next.searchParams.set('cursor', String(to));
  const body = found.slice(from, to).map((model) => entryOf(model, query, 'list'));
  return { status: 200, body, ...(to < found.length && { link: `<${next.href}>; rel="next"` }) };
}

function matches({ id, facts = {} }: FakeModel, query: URLSearchParams): boolean {
  const { pipelineTag, providers = [] } = facts;
  const words = (query.get('search') ?? '').toLowerCase().split(/\s+/);
  const pipeline = query.get('pipeline_tag');
  const wanted = query.get('inference_provider')?.split(',');
  const isGated = facts.gated !== undefined;
  const live = providers.filter(({ status = 'live' }) => status === 'live');
  return (
    words.every((word) => id.toLowerCase().includes(word)) &&
    (pipeline === null || pipeline === pipelineTag) &&
    query.getAll('filter').every((tag) => tagsOf(facts).includes(tag)) &&
    (query.get('gated') ?? String(isGated)) === String(isGated) &&
    (wanted === undefined ||
      live.some(({ provider }) => wanted.includes('all') || wanted.includes(provider)))
  );
}

/** The most first. */
function orderOf(sort: string | null) {
  return ({ facts: a = {} }: FakeModel, { facts: b = {} }: FakeModel): number => {
    switch (sort) {
      case 'downloads':
        return (b.downloads ?? 0) - (a.downloads ?? 0);
      case 'likes':
        return (b.likes ?? 0) - (a.likes ?? 0);
      default:
        return (b.lastModified ?? '').localeCompare(a.lastModified ?? '');
    }
  };
}

/** The pipeline tag, languages and the licence are among the tags. */
function tagsOf({ tags = [], pipelineTag, cardData = {} }: FakeFacts): readonly string[] {
  const languages = [cardData.language ?? []].flat().filter((each) => typeof each === 'string');
  const licence = typeof cardData.license === 'string' ? [`license:${cardData.license}`] : [];
  return [...tags, ...(pipelineTag === undefined ? [] : [pipelineTag]), ...languages, ...licence];
}

/** What the Hub says of one model. */
export function describeModel(model: FakeModel, url: URL): Answered {
  const query = plainNames(url);
  const fault = faultIn(query, ['expand']);
  return fault === undefined
    ? { status: 200, body: entryOf(model, query, 'info') }
    : refused(fault);
}

/** With `expand` the fields that it names and no others. */
function entryOf(model: FakeModel, query: URLSearchParams, form: 'list' | 'info') {
  const all = fieldsOf(model, form);
  const wanted = query.has('expand')
    ? query.getAll('expand')
    : ['likes', 'private', 'downloads', 'tags', 'pipeline_tag', 'library_name', 'createdAt'];
  const fields = Object.entries(all).filter(([name]) => wanted.includes(name));
  return { _id: '621ffdc036468d709f17434d', id: model.id, ...Object.fromEntries(fields) };
}

function fieldsOf({ commit, files, facts = {} }: FakeModel, form: 'list' | 'info') {
  const { pipelineTag, downloads = 0, likes = 0, gated = false, cardData, damaged } = facts;
  return {
    ...{ sha: commit, downloads, likes, gated, private: false },
    lastModified: facts.lastModified ?? '2026-01-01T00:00:00.000Z',
    tags: tagsOf(facts),
    siblings: files.map(({ path }) => ({ rfilename: path })),
    inferenceProviderMapping: mappingOf(facts, form),
    ...(pipelineTag !== undefined && { pipeline_tag: pipelineTag }),
    ...(cardData !== undefined && { cardData }),
    ...damaged,
  };
}

/** A list where models are listed, an object by provider where one is described. */
function mappingOf({ providers = [] }: FakeFacts, form: 'list' | 'info') {
  const entries = providers.map(({ provider, task, status = 'live' }) => ({
    ...{ provider, status, task },
    providerId: `${provider}/served`,
  }));
  return form === 'list'
    ? entries
    : Object.fromEntries(entries.map(({ provider, ...entry }) => [provider, entry]));
}
