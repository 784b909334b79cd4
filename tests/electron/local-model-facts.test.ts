import { describe, expect, it } from 'vitest';
import type { ExpertFacts } from '../../electron/experts/expert.ts';
import { createLocalModels, type LocalModelsDeps } from '../../electron/local-models.ts';
import type { KeptModel } from '../../electron/runner/kept-models.ts';
import type { CatalogueEntry } from '../../shared/catalogue.ts';
import type { Device } from '../../shared/inference.ts';
import type { InstalledModel } from '../../shared/library.ts';

const GB = 1e9;

const INSTALLED: InstalledModel = {
  ...{ id: 'a/model', revision: 'r', folder: '/models/a', origin: 'cache' },
  dtypes: [{ dtype: 'q8', bytes: 2 * GB, parts: {} }],
  ...{ architectures: [], tasks: ['text-classification'], languages: ['en'], bytes: 2 * GB },
  ...{ missing: [], problems: [] },
};

const LISTED: CatalogueEntry = {
  ...{ id: 'a/model', revision: 'main', tasks: ['text-classification'] },
  ...{ size: { 'text-classification': 'best' }, summary: 'Sorts texts.', source: 'a document' },
  ...{ unconfirmed: [], likes: { count: 7, asOf: '2026-01-01' } },
};

interface Machine {
  readonly freeBytes: number;
  readonly kept?: readonly KeptModel[];
  readonly device?: Device;
  readonly catalogue?: readonly CatalogueEntry[];
}

async function factsOn({ freeBytes, kept = [], device = 'cpu', catalogue = [] }: Machine) {
  const deps: LocalModelsDeps = {
    library: { catalogue, installed: async () => [INSTALLED], subscribe: () => () => {} },
    runner: {
      perform: () => Promise.reject(new Error('nothing is performed here')),
      status: () => ({ models: kept, processes: [] }),
    },
    device: () => device,
    findDevice: async () => device,
    wantedDtype: () => undefined,
    drawing: {},
    freeMemory: () => freeBytes,
  };
  const models = createLocalModels(deps);
  await models.ready();
  const facts: ExpertFacts | undefined = models.experts()[0]?.facts?.();
  return { facts, fit: models.fitFor(2 * GB, 'text-classification') };
}

function kept(folder: string, changes: Partial<KeptModel> = {}): KeptModel {
  return { id: folder, folder, device: 'cpu', dtype: 'q8', bytes: 4 * GB, loadMs: 1, ...changes };
}

describe('what is known of a model on this machine', () => {
  it('is its place in the catalogue and whether it fits', async () => {
    const { facts } = await factsOn({ freeBytes: 8 * GB, catalogue: [LISTED] });
    expect(facts).toMatchObject({
      ...{ device: 'cpu', isWarm: false, size: 'best', likes: 7, bytes: 2 * GB },
      fit: { verdict: 'fits', weightsBytes: 2 * GB, freeBytes: 8 * GB },
    });
  });

  it('has no place where the catalogue does not list it', async () => {
    const { facts } = await factsOn({ freeBytes: 1 * GB });
    expect(facts).not.toHaveProperty('size');
    expect(facts?.fit?.verdict).toBe('wont-fit');
  });

  it('counts as free what idle models hold, since they give way', async () => {
    const idle = kept('/models/idle', { idleSince: 1 });
    const { facts, fit } = await factsOn({ freeBytes: 1 * GB, kept: [idle] });
    expect(facts?.fit).toMatchObject({ verdict: 'fits', freeBytes: 5 * GB });
    expect(fit.freeBytes).toBe(5 * GB);
  });

  it('does not count what working models hold, but for its own', async () => {
    const other = await factsOn({ freeBytes: 1 * GB, kept: [kept('/models/working')] });
    expect(other.facts?.fit?.verdict).toBe('wont-fit');
    const own = await factsOn({ freeBytes: 1 * GB, kept: [kept('/models/a')] });
    expect(own.facts).toMatchObject({ isWarm: true, fit: { freeBytes: 5 * GB } });
    expect(own.fit.freeBytes).toBe(1 * GB);
  });

  it('counts a GPU’s memory as it was found, before any model was there', async () => {
    const idle = kept('/models/idle', { idleSince: 1, device: 'webgpu' });
    const { facts } = await factsOn({ freeBytes: 4 * GB, kept: [idle], device: 'webgpu' });
    expect(facts?.fit?.freeBytes).toBe(4 * GB);
  });
});
