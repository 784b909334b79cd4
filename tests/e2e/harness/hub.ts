// The program beside a Hub on this machine that can be searched: models to run here, one that is hosted, one
// with terms. What goes wrong with a request is chosen while a test runs.

import type { Page } from 'playwright-core';
import { type FakeHub, type FakeModel, type Fault, type Seen, startHub } from '../../fakes/hub.ts';
import type { FakeFacts } from '../../fakes/hub-api.ts';
import { modelsE2e, modelsOf, RECOMMENDED, SLOWLY, tinyModel } from './models.ts';

export const SHAPES = 'acme/shapes';
export const GUARDED = 'acme/guarded';
export const PAINTER = 'acme/painter';

const README = `---
license: apache-2.0
---
# Shapes

Finds circles and squares in pictures, **quickly**.

It was trained on drawings alone.
`;

const RUNS_HERE: FakeFacts = {
  pipelineTag: 'object-detection',
  tags: ['transformers.js', 'onnx'],
  downloads: 120_000,
  likes: 7,
  lastModified: '2026-10-03T12:00:00.000Z',
  cardData: { license: 'apache-2.0', language: ['en', 'de'] },
};

export interface SearchableHub extends FakeHub {
  /** Undefined goes on as usual. */
  fault: ((seen: Seen) => Fault | undefined) | undefined;
}

export const hubE2e = modelsE2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('hub', async ({}, { onCleanup }): Promise<SearchableHub> => {
    const models = await searchableModels();
    const fault: NonNullable<SearchableHub['fault']> = (seen) =>
      searchable.fault?.(seen) ?? (seen.host === 'storage' ? SLOWLY : undefined);
    const searchable: SearchableHub = { ...(await startHub({ models, fault })), fault: undefined };
    onCleanup(() => searchable.close());
    return searchable;
  });

async function searchableModels(): Promise<readonly FakeModel[]> {
  const from = 'object-detection';
  const shapes = await tinyModel(SHAPES, { from, weights: 'model_quantized.onnx' });
  const guarded = await tinyModel(GUARDED, { from, weights: 'model.onnx' });
  const readme = { path: 'README.md', content: Buffer.from(README), isLarge: false };
  const weights = shapes.files.filter(({ isLarge }) => isLarge);
  const whole = weights.map((file) => ({ ...file, path: 'onnx/model.onnx' }));
  const providers = [{ provider: 'nscale', task: 'text-to-image' }];
  return [
    { ...shapes, files: [...shapes.files, ...whole, readme], facts: RUNS_HERE },
    {
      ...{ ...guarded, gated: 'terms' as const },
      facts: { ...RUNS_HERE, downloads: 900, gated: 'manual' },
    },
    {
      ...{ id: PAINTER, commit: shapes.commit, files: [readme] },
      facts: { pipelineTag: 'text-to-image', downloads: 5000, likes: 1, providers },
    },
    {
      ...(await tinyModel(RECOMMENDED, { from: 'image-classification', weights: 'model.onnx' })),
      facts: { ...RUNS_HERE, pipelineTag: 'image-classification', downloads: 30 },
    },
  ];
}

export function hubOf(page: Page, language: 'en' | 'zh-CN' = 'en') {
  const screen = modelsOf(page, language);
  const { t } = screen;
  const hub = page.getByRole('region', { name: t('models.hub.title'), exact: true });
  const dialog = page.getByRole('dialog');
  return {
    ...{ ...screen, hub, dialog },
    words: hub.getByRole('searchbox', { name: t('models.hub.words') }),
    taskChoice: hub.getByRole('combobox', { name: t('models.hub.task') }),
    place: (kind: 'onnx' | 'hosted') =>
      hub.getByText(t(`models.hub.kinds.${kind}`), { exact: true }),
    search: hub.getByRole('button', { name: t('models.hub.search'), exact: true }),
    found: hub.getByRole('listitem'),
    result: (id: string) => hub.getByRole('listitem', { name: id, exact: true }),
    details: (id: string) =>
      page.getByRole('button', { name: t('models.card.open', { model: id }) }),
    look: page.getByRole('button', { name: t('models.byId.look'), exact: true }),
  };
}

/** Searches that the Hub was sent. */
export function searchesOf({ seen }: Pick<FakeHub, 'seen'>): readonly string[] {
  return seen.map(({ path }) => path).filter((path) => path.startsWith('/api/models?'));
}
