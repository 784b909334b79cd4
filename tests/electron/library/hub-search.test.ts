import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetch } from '../../../electron/network/fetch.ts';
import type { HubQuery } from '../../../shared/hub-models.ts';
import { type FakeHubOptions, startHub } from '../../fakes/hub.ts';
import { hostedModel, NEVER, onnxModel, searchOn, TODAY } from './shelf-hub.ts';

async function hubWith(options: Partial<FakeHubOptions> = {}) {
  const hub = await startHub({ models: MODELS, ...options });
  onTestFinished(() => hub.close());
  return hub;
}

const SENTIMENT = onnxModel('acme/sentiment', {
  pipelineTag: 'text-classification',
  ...{ downloads: 900, likes: 12, lastModified: '2026-05-04T10:00:00.000Z' },
  cardData: { license: 'mit', language: ['en', 'zh-Hans', 'multilingual'] },
});
const MOODS = onnxModel('acme/moods', {
  pipelineTag: 'text-classification',
  ...{ downloads: 5000, likes: 3, gated: 'manual' },
  cardData: { license: 'other', license_name: 'moods-1.0', language: 'de' },
});
const PAINTER = hostedModel('acme/painter', {
  ...{ pipelineTag: 'text-to-image', downloads: 70 },
  providers: [
    { provider: 'fal-ai', task: 'text-to-image' },
    { provider: 'replicate', task: 'text-to-image', status: 'staging' },
    { provider: 'together', task: 'text-to-image', status: 'error' },
  ],
});
const EDITOR = hostedModel('acme/picture-edit', {
  ...{ pipelineTag: 'image-to-image', downloads: 40 },
  providers: [{ provider: 'fal-ai', task: 'image-to-image' }],
});
const ENLARGER = hostedModel('acme/enlarger', {
  ...{ pipelineTag: 'image-to-image', downloads: 400 },
  providers: [{ provider: 'fal-ai', task: 'image-to-image' }],
});
const CHAT = hostedModel('acme/talker', {
  ...{ pipelineTag: 'text-generation', downloads: 8000, tags: ['conversational'] },
  providers: [{ provider: 'groq', task: 'conversational' }],
});
/** ONNX files of another program, in a layout that Transformers.js does not load. */
const OTHER = {
  ...onnxModel('acme/elsewhere', { pipelineTag: 'text-classification', downloads: 90_000 }),
  files: [{ path: 'cpu/int4/model.onnx', content: Buffer.from('x'), isLarge: false }],
};
const SEER = hostedModel('acme/seer', {
  ...{ pipelineTag: 'image-text-to-text', downloads: 9000 },
  providers: [{ provider: 'novita', task: 'conversational' }],
});
/** Hosted, and not for its own task. */
const TRANSLATOR = hostedModel('acme/translator', {
  ...{ pipelineTag: 'translation', downloads: 1 },
  providers: [{ provider: 'novita', task: 'conversational' }],
});
const MODELS = [SENTIMENT, MOODS, PAINTER, EDITOR, ENLARGER, CHAT, OTHER, SEER, TRANSLATOR];

const CLASSIFIERS: HubQuery = { kind: 'onnx', task: 'text-classification', text: '' };
const idsOf = ({ models }: { readonly models: readonly { readonly id: string }[] }) =>
  models.map(({ id }) => id);

describe('a search of the Hub', () => {
  it('asks for what is wanted and for nothing else, the most downloaded first', async () => {
    const hub = await hubWith();
    const { models, ...dated } = await searchOn(hub).search(CLASSIFIERS, NEVER);
    expect(dated).toEqual({ asOf: TODAY, isKept: false });
    expect(models).toEqual([
      {
        ...{ id: 'acme/moods', downloads: 5000, likes: 3, isOnnx: true, providers: [] },
        ...{ tasks: ['text-classification'], licence: 'moods-1.0', languages: ['de'] },
        ...{ updatedAt: Date.UTC(2026, 0, 1), gated: 'manual' },
      },
      {
        ...{ id: 'acme/sentiment', downloads: 900, likes: 12, isOnnx: true, providers: [] },
        ...{ tasks: ['text-classification'], licence: 'mit', languages: ['en', 'zh'] },
        updatedAt: Date.UTC(2026, 4, 4, 10),
      },
    ]);
    const asked = new URL(hub.seen[0]?.path ?? '', hub.endpoint);
    expect(hub.seen).toHaveLength(1);
    expect(asked.pathname).toBe('/api/models');
    expect(asked.searchParams.getAll('filter')).toEqual(['transformers.js']);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ pipeline_tag: 'text-classification', sort: 'downloads', limit: '100' },
    });
    expect(asked.searchParams.getAll('expand')).toEqual(
      expect.arrayContaining(['tags', 'gated', 'downloads', 'likes', 'lastModified', 'cardData']),
    );
    expect(asked.searchParams.has('search')).toBe(false);
  });

  it('finds by words, and by an id or an address that was pasted', async () => {
    const hub = await hubWith();
    const search = searchOn(hub);
    for (const text of [
      'Sentiment',
      'acme/sentiment@v2',
      `${hub.endpoint}/acme/sentiment/tree/main`,
    ]) {
      const found = await search.search({ kind: 'onnx', text }, NEVER);
      expect(idsOf(found)).toEqual(['acme/sentiment']);
    }
    expect(idsOf(await search.search({ kind: 'onnx', text: 'nothing like it' }, NEVER))).toEqual(
      [],
    );
  });

  it('finds what an inference provider serves, with who serves it', async () => {
    const hub = await hubWith();
    const painters = await searchOn(hub).search(
      { kind: 'hosted', task: 'text-to-image', text: '' },
      NEVER,
    );
    expect(painters.models).toMatchObject([
      {
        ...{ id: 'acme/painter', tasks: ['text-to-image'], isOnnx: false },
        providers: [
          { name: 'fal-ai', task: 'text-to-image', isLive: true },
          { name: 'replicate', task: 'text-to-image', isLive: false },
        ],
      },
    ]);
    const asked = new URL(hub.seen[0]?.path ?? '', hub.endpoint).searchParams;
    expect(asked.get('inference_provider')).toBe('all');
    expect(asked.has('filter')).toBe(false);
    const talkers = await searchOn(hub).search(
      { kind: 'hosted', task: 'conversational', text: '' },
      NEVER,
    );
    expect(idsOf(talkers)).toEqual(['acme/seer', 'acme/talker']);
    const translators = await searchOn(hub).search(
      { kind: 'hosted', task: 'translation', text: '' },
      NEVER,
    );
    expect(idsOf(translators)).toEqual([]);
  });

  it('finds for a control task those that change pictures as a text says, and no others', async () => {
    const hub = await hubWith();
    const found = await searchOn(hub).search(
      { kind: 'hosted', task: 'canny-text-to-image', text: '' },
      NEVER,
    );
    expect(idsOf(found)).toEqual(['acme/picture-edit']);
  });

  it('goes on to the next pages, and stops at as many as are shown', async () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      onnxModel(`acme/m${index}`, { pipelineTag: 'text-classification', downloads: index }),
    );
    const hub = await hubWith({ models: many, pageSize: 30 });
    const { models } = await searchOn(hub).search(CLASSIFIERS, NEVER);
    expect(models).toHaveLength(50);
    expect(models[0]?.id).toBe('acme/m129');
    expect(
      hub.seen.map(({ path }) => new URL(path, hub.endpoint).searchParams.get('cursor')),
    ).toEqual([null, '30', '60', '90']);
  });

  it('ends where pages lead to pages without an end', async () => {
    const hub = await hubWith({
      fault: () => ({
        kind: 'json',
        value: [],
        link: `<${hub.endpoint}/api/models?cursor=1>; rel="next"`,
      }),
    });
    expect(idsOf(await searchOn(hub).search(CLASSIFIERS, NEVER))).toEqual([]);
    expect(hub.seen).toHaveLength(10);
  });

  it('says which task types the Hub knows no models for', async () => {
    const hub = await hubWith();
    const built = searchOn(hub).search({ kind: 'onnx', task: 'canny-control', text: '' }, NEVER);
    await expect(built).rejects.toMatchObject({ code: 'USAGE' });
    expect(hub.seen).toEqual([]);
  });
});

describe('what the Hub says amiss', () => {
  it('leaves out facts that are none', async () => {
    const damaged = {
      ...{ downloads: 'many', tags: null, gated: 'perhaps', lastModified: 'x' },
      cardData: { license: 'mit\u001b[2J', language: 7 },
      inferenceProviderMapping: [{ provider: 'groq' }],
    };
    const odd = onnxModel('acme/odd', { pipelineTag: 'text-classification', damaged });
    const hub = await hubWith({ models: [odd, SENTIMENT] });
    const { models } = await searchOn(hub).search(CLASSIFIERS, NEVER);
    expect(models.map(({ id, downloads }) => [id, downloads])).toEqual([
      ['acme/sentiment', 900],
      ['acme/odd', 0],
    ]);
    expect(models[1]).not.toHaveProperty('licence');
    expect(models[1]).not.toHaveProperty('gated');
    expect(models[1]).not.toHaveProperty('updatedAt');
  });

  it('leaves out what is no model, and keeps one of which nothing but its files is known', async () => {
    const siblings = [{ rfilename: 'onnx/model.onnx' }];
    const value = [
      ...[null, 3, {}, { id: 5 }, { id: '../up', siblings }, { id: 'nobody', siblings }],
      // The Hub's own library would stumble over these.
      { id: 'acme/a', siblings: [null] },
      { id: 'acme/b', inferenceProviderMapping: { groq: null } },
      { id: 'acme/c', siblings: 'all of them' },
      { id: 'acme/bare', siblings },
    ];
    const hub = await hubWith({ fault: () => ({ kind: 'json', value }) });
    const { models } = await searchOn(hub).search({ kind: 'onnx', text: '' }, NEVER);
    expect(models).toEqual([
      {
        ...{ id: 'acme/bare', tasks: [], languages: [], downloads: 0, likes: 0 },
        ...{ isOnnx: true, providers: [] },
      },
    ]);
  });

  it.each([
    ['a page for people', { kind: 'page' }],
    ['an object', { kind: 'json', value: { error: 'moved' } }],
    ['a number', { kind: 'json', value: 7 }],
  ] as const)('%s in place of a list is a failure of the way there', async (_, fault) => {
    const hub = await hubWith({ fault: () => fault });
    await expect(searchOn(hub).search(CLASSIFIERS, NEVER)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { host: new URL(hub.endpoint).host },
    });
  });

  it('what never ends is not read on and on', async () => {
    const hub = await hubWith({ fault: () => ({ kind: 'endless' }) });
    const asked = searchOn(hub, { timeoutMs: 10_000 }).search(CLASSIFIERS, NEVER);
    await expect(asked).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      data: { why: expect.stringContaining('another form') },
    });
  });
});

describe('the Hub of these tests', () => {
  it.each([
    ['a parameter that the Hub does not know', 'task=text-classification'],
    ['one twice that is given once', 'limit=5&limit=6'],
    ['a task that is none', 'pipeline_tag=text2text'],
    ['an order that is none', 'sort=downloads_desc'],
    ['a provider that is none', 'inference_provider=every'],
    ['a field that is none', 'expand=files'],
    ['fields beside all fields', 'expand=tags&full=true'],
    ['more than a page can have', 'limit=5000'],
  ])('refuses %s', async (_, query) => {
    const hub = await hubWith();
    const { status } = await createFetch({ environment: {} })(
      `${hub.endpoint}/api/models?${query}`,
    );
    expect(status).toBe(400);
  });
});
