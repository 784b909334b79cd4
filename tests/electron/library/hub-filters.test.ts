import { expect, onTestFinished, test } from 'vitest';
import type { HubQuery } from '../../../shared/hub-models.ts';
import { startHub } from '../../fakes/hub.ts';
import { NEVER, onnxModel, searchOn } from './shelf-hub.ts';

const model = (
  id: string,
  licence: string,
  facts: { readonly language?: string; readonly gated?: 'auto' } = {},
) =>
  onnxModel(`acme/${id}`, {
    ...{ pipelineTag: 'translation', downloads: 100 },
    ...(facts.gated !== undefined && { gated: facts.gated }),
    cardData: { license: licence, language: facts.language ?? 'en' },
  });

async function search(query: Partial<HubQuery>) {
  const models = [
    ...[model('free', 'apache-2.0'), model('plain', 'mit', { language: 'de' })],
    ...[model('study', 'cc-by-nc-4.0'), model('closed', 'mit', { gated: 'auto' })],
  ];
  const hub = await startHub({ models });
  onTestFinished(() => hub.close());
  const answer = await searchOn(hub).search({ kind: 'onnx', text: '', ...query }, NEVER);
  const asked = hub.seen.map(({ path }) => new URL(path, hub.endpoint).searchParams);
  return { ids: answer.models.map(({ id }) => id.slice('acme/'.length)).toSorted(), asked };
}

test('A licence by name and a language are asked of the Hub as tags', async () => {
  const mit = await search({ licence: 'mit' });
  expect(mit.ids).toEqual(['closed', 'plain']);
  expect(mit.asked[0]?.getAll('filter')).toEqual(['transformers.js', 'license:mit']);
  const german = await search({ language: 'de', task: 'translation' });
  expect(german.ids).toEqual(['plain']);
  expect(german.asked[0]?.getAll('filter')).toContain('de');
});

test('Models with terms are left out by the Hub’s own parameter', async () => {
  const { ids, asked } = await search({ isOpen: true });
  expect(ids).toEqual(['free', 'plain', 'study']);
  expect(asked[0]?.get('gated')).toBe('false');
  expect((await search({})).asked[0]?.has('gated')).toBe(false);
});

test('Licences that forbid commercial use are sifted out of what the Hub said', async () => {
  const { ids, asked } = await search({ isCommercial: true });
  expect(ids).toEqual(['closed', 'free', 'plain']);
  expect(asked[0]?.getAll('filter')).toEqual(['transformers.js']);
});

test('What was kept for one filter is no answer to another', async () => {
  const hub = await startHub({ models: [model('free', 'apache-2.0'), model('plain', 'mit')] });
  onTestFinished(() => hub.close());
  const { search } = searchOn(hub);
  const count = async (query: Partial<HubQuery>) =>
    (await search({ kind: 'onnx', text: '', ...query }, NEVER)).models.length;
  expect([await count({}), await count({ licence: 'mit' }), await count({})]).toEqual([2, 1, 2]);
  expect(hub.seen).toHaveLength(2);
});
