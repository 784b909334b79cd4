import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Catalogue,
  type CatalogueEntry,
  CatalogueSchema,
  FACTS,
  SIZE_CLASSES,
  type SizeClass,
} from '../../shared/catalogue.ts';
import type { Dtype } from '../../shared/inference.ts';
import { TASK_TYPES, type TaskType } from '../../shared/tasks.ts';

const shipped: Catalogue = CatalogueSchema.parse(
  JSON.parse(readFileSync(new URL('../../models/catalogue.json', import.meta.url), 'utf8')),
);

/** What Transformers.js cannot do, or a built-in already does. */
const ELSEWHERE: readonly TaskType[] = [
  'tabular-classification',
  'text-to-video',
  'image-to-video',
  'audio-to-audio',
  'canny-control',
  'mlsd-control',
  'canny-text-to-image',
  'depth-text-to-image',
  'hed-text-to-image',
  'mlsd-text-to-image',
  'normal-text-to-image',
  'openpose-text-to-image',
  'seg-text-to-image',
];
const SERVED = TASK_TYPES.filter((type) => !ELSEWHERE.includes(type));

const ENTRY: CatalogueEntry = {
  id: 'org/tiny',
  revision: 'main',
  tasks: ['translation'],
  size: { translation: 'small' },
  summary: 'Translates.',
  licence: 'mit',
  source: 'a page',
  unconfirmed: FACTS.filter((fact) => fact !== 'licence'),
};

/** Where the schema finds fault with these entries: `0.size`. */
function faults(...entries: readonly object[]): readonly string[] {
  const { error } = CatalogueSchema.safeParse(entries);
  return error?.issues.map(({ path }) => path.join('.')) ?? [];
}

function sizesOf(type: TaskType): readonly SizeClass[] {
  return shipped.flatMap(({ size }) => size[type] ?? []);
}

describe('the shipped catalogue', () => {
  it('has a model for each of the 31 task types that run here', () => {
    expect(SERVED).toHaveLength(31);
    expect(SERVED.filter((type) => sizesOf(type).length === 0)).toEqual([]);
    expect(ELSEWHERE.filter((type) => sizesOf(type).length > 0)).toEqual([]);
  });

  it('has all three sizes for most of them', async ({ annotate }) => {
    const lacking = SERVED.filter((type) => sizesOf(type).length < SIZE_CLASSES.length);
    await annotate(`${SERVED.length - lacking.length} of ${SERVED.length} have all three sizes`);
    expect(lacking).toEqual([...['audio-classification', 'hed-control', 'openpose-control']]);
  });

  it('names a public source for every model', () => {
    const vague = shipped.filter(({ source }) => !/https:\/\/|Transformers\.js/.test(source));
    expect(vague.map(({ id }) => id)).toEqual([]);
  });
});

describe('the sizes of the shipped weights', () => {
  const NARROWER: readonly Dtype[] = ['fp16', 'q8', 'int8', 'uint8', 'q4f16', 'bnb4', 'q4'];

  it.each(NARROWER)('never has %s weigh more than fp32', (dtype) => {
    const heavier = shipped.filter(
      ({ files }) => (files?.[dtype]?.bytes ?? 0) > (files?.fp32?.bytes ?? Infinity),
    );
    expect(heavier.map(({ id }) => id)).toEqual([]);
  });
});

describe('the schema of the catalogue', () => {
  it('takes an entry whose every fact is given or listed', () => {
    expect(faults(ENTRY)).toEqual([]);
  });

  it.each([
    ['an unknown task type', { tasks: ['telepathy'], size: { telepathy: 'small' } }, '0.tasks.0'],
    ['an unknown size class', { size: { translation: 'huge' } }, '0.size.translation'],
    ['a task type without a size', { tasks: ['translation', 'fill-mask'] }, '0.size'],
    ['a task type named twice', { tasks: ['translation', 'translation'] }, '0.size'],
    ['an unknown dtype', { files: { q3: { bytes: 1, rounded: false } } }, '0.files'],
    ['a fact both given and listed', { unconfirmed: FACTS }, '0.unconfirmed'],
    ['a fact neither given nor listed', { licence: undefined }, '0.unconfirmed'],
    ['a shortened commit', { revision: '4b4ee03' }, '0.revision'],
    ['a count without its day', { likes: { count: 3 } }, '0.likes.asOf'],
    ['a misspelt field', { license: 'mit' }, '0'],
  ])('refuses %s', (_, change, path) => {
    expect(faults({ ...ENTRY, ...change })).toContain(path);
  });

  it('refuses a second entry with the same id', () => {
    expect(faults(ENTRY, { ...ENTRY, size: { translation: 'best' } })).toEqual(['1.id']);
  });

  it('refuses two models of one size for one task type', () => {
    expect(faults(ENTRY, { ...ENTRY, id: 'org/other' })).toEqual(['1.size']);
  });
});
