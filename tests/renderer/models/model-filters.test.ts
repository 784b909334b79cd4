import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedOfHub,
  filtersIn,
  type ModelFilters,
  passes,
  queryOf,
} from '../../../renderer/models/model-filters.ts';
import { HubQuerySchema } from '../../../shared/hub-models.ts';
import type { ModelListing } from '../../../shared/model-listing.ts';
import { TASK_TYPES } from '../../../shared/tasks.ts';

const anyFilters: fc.Arbitrary<ModelFilters> = fc.record(
  {
    task: fc.constantFrom(...TASK_TYPES),
    bytes: fc.integer({ min: 1, max: 9000 }).map((megabytes) => megabytes * 1e6),
    licence: fc.constantFrom('commercial', 'mit', 'cc-by-nc-4.0', 'openrail++'),
    language: fc.constantFrom('en', 'de', 'zh'),
    ...{ isOpen: fc.constant(true), fits: fc.constant(true) },
  },
  { requiredKeys: [] },
);

describe('the filters of the models', () => {
  it('come back from the address as they went into it', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(filtersIn(queryOf(filters))).toEqual(filters);
      }),
    );
  });

  it('are none where the address says nothing that is one', () => {
    const strange = 'task=soup&size=-4&licence=%3Cb%3E&language=english&gated=no&fits=maybe&x=1';
    expect(filtersIn(strange)).toEqual({});
    expect(queryOf({})).toBe('');
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(() => queryOf(filtersIn(query))).not.toThrow();
      }),
    );
  });

  it('ask the Hub for what it can be asked', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const query = { kind: 'onnx', text: '', ...askedOfHub(filters) };
        expect(HubQuerySchema.safeParse(query).success).toBe(true);
      }),
    );
    expect(askedOfHub({ licence: 'commercial' })).toMatchObject({
      ...{ licence: undefined, isCommercial: true },
    });
    expect(askedOfHub({ licence: 'mit', isOpen: true })).toMatchObject({
      ...{ licence: 'mit', isCommercial: undefined, isOpen: true },
    });
  });
});

function listing(change: Partial<ModelListing> & { readonly needed?: number }): ModelListing {
  const { needed = 1, ...rest } = change;
  const fit = {
    verdict: needed > 100 ? ('wont-fit' as const) : ('fits' as const),
    ...{ weightsBytes: 1, activationBytes: 0, neededBytes: needed, freeBytes: 100 },
    isMeasured: false,
  };
  return {
    ...{ id: 'acme/one', tasks: [], sizes: {}, languages: [], dtype: 'q8' },
    formats: [{ dtype: 'q8', bytes: 5e6, isInstalled: false, fit }],
    ...rest,
  };
}

describe('a model passes', () => {
  it('where it is small enough; one whose size is not known is not', () => {
    expect(passes(listing({}), { bytes: 5e6 })).toBe(true);
    expect(passes(listing({}), { bytes: 4e6 })).toBe(false);
    expect(passes(listing({ formats: [] }), { bytes: 4e6 })).toBe(false);
  });

  it('where its licence allows it', () => {
    const study = listing({ licence: 'cc-by-nc-4.0' });
    expect(passes(study, { licence: 'commercial' })).toBe(false);
    expect(passes(study, { licence: 'cc-by-nc-4.0' })).toBe(true);
    expect(passes(listing({}), { licence: 'commercial' })).toBe(true);
    expect(passes(listing({}), { licence: 'mit' })).toBe(false);
  });

  it('where it knows the language, or languages do not matter', () => {
    expect(passes(listing({ languages: ['en'] }), { language: 'de' })).toBe(false);
    expect(passes(listing({ languages: ['en', 'de'] }), { language: 'de' })).toBe(true);
    expect(passes(listing({}), { language: 'de' })).toBe(true);
  });

  it('where it fits', () => {
    expect(passes(listing({ needed: 101 }), { fits: true })).toBe(false);
    expect(passes(listing({ needed: 101 }), {})).toBe(true);
    expect(passes(listing({}), { fits: true })).toBe(true);
  });
});
