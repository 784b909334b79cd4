import { describe, expect, it } from 'vitest';
import { type Suggestion, suggestionsFor } from '../../../renderer/chat/suggestions.ts';
import { chat as en } from '../../../renderer/words/en/chat.ts';
import { chat as zh } from '../../../renderer/words/zh/chat.ts';
import type { TaskType } from '../../../shared/tasks.ts';

const ALL: ReadonlySet<TaskType> = new Set<TaskType>([
  'image-to-text',
  'text-to-speech',
  'canny-control',
  'audio-to-audio',
  'summarization',
  'sentence-similarity',
  'tabular-classification',
]);
const image = { name: 'a.png', kind: 'image' } as const;
const text = { name: 'a.txt', kind: 'text' } as const;
const ids = (suggestions: readonly Suggestion[]) => suggestions.map(({ id }) => id);

describe('suggestionsFor', () => {
  it('offers nothing without files, and nothing that can not be done', () => {
    expect(suggestionsFor([], ALL)).toEqual([]);
    expect(suggestionsFor([image], new Set())).toEqual([]);
    expect(ids(suggestionsFor([image], new Set<TaskType>(['image-to-text'])))).toEqual([
      'readPicture',
    ]);
  });

  it('names the files of its kind and no others', () => {
    const other = { name: 'b.png', kind: 'image' } as const;
    const [first] = suggestionsFor([image, text, other], ALL);
    expect(first).toEqual({ id: 'readPicture', kind: 'image', files: ['a.png', 'b.png'] });
  });

  it('offers for one text what takes one, and for two a comparison', () => {
    expect(ids(suggestionsFor([text], ALL))).toEqual(['summarise', 'speakText']);
    expect(ids(suggestionsFor([text, { ...text, name: 'b.txt' }], ALL))).toEqual(['compare']);
  });

  it('offers something for each kind before a second of one', () => {
    const table = { name: 'a.csv', kind: 'table' } as const;
    const offered = suggestionsFor([image, text, table], ALL).map(({ kind }) => kind);
    expect(offered.slice(0, 3)).toEqual(['image', 'text', 'table']);
  });

  it('passes over a file whose kind is not known', () => {
    expect(suggestionsFor([{ name: 'x', kind: undefined }], ALL)).toEqual([]);
  });

  it('has a name and a request for each suggestion in both languages', () => {
    for (const { names, requests } of [en.suggest, zh.suggest]) {
      expect(Object.keys(requests)).toEqual(Object.keys(names));
    }
  });
});
