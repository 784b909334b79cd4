import { describe, expect, it } from 'vitest';
import { hasWords, offersByTask, shortName } from '../../../renderer/models/model-lists.ts';
import type { ModelListing } from '../../../shared/model-listing.ts';

function listing(change: Partial<ModelListing>): ModelListing {
  return { id: 'acme/one', tasks: [], sizes: {}, languages: [], formats: [], ...change };
}

describe('recommended models', () => {
  it('stand under each task type, the smallest first', () => {
    const best = listing({
      id: 'acme/best',
      tasks: ['object-detection', 'image-classification'],
      sizes: { 'object-detection': 'best', 'image-classification': 'small' },
    });
    const small = listing({
      id: 'acme/small',
      tasks: ['object-detection'],
      sizes: { 'object-detection': 'small' },
    });
    const offers = offersByTask([best, small]);
    expect(offers.get('object-detection')?.map(({ id }) => id)).toEqual([
      'acme/small',
      'acme/best',
    ]);
    expect(offers.get('image-classification')?.map(({ id }) => id)).toEqual(['acme/best']);
    expect([...offers.keys()]).toHaveLength(2);
  });

  it('leave out what the catalogue does not list and what the program can’t do', () => {
    const unlisted = listing({ tasks: ['translation'] });
    const unable = listing({ tasks: [], sizes: { translation: 'best' } });
    expect(offersByTask([unlisted, unable]).size).toBe(0);
  });
});

describe('looking for words', () => {
  const detr = listing({ id: 'Xenova/detr-resnet-50', summary: 'Finds eighty kinds of things.' });

  it('takes name, sentence and task words together, in any case', () => {
    expect(hasWords(detr, 'DETR things objects', ['Find objects'])).toBe(true);
    expect(hasWords(detr, 'detr sound', ['Find objects'])).toBe(false);
  });

  it('finds every model where there are no words', () => {
    expect(hasWords(detr, '', [])).toBe(true);
  });
});

describe('the short name of a model', () => {
  it.each([
    ['acme/shapes', 'shapes'],
    ['/home/ada/models/shapes/', 'shapes'],
    ['C:\\models\\shapes', 'shapes'],
  ])('of %s is its last part', (id, name) => {
    expect(shortName(id)).toBe(name);
  });
});
