import { describe, expect, it } from 'vitest';
import { entitiesByLabel, markEntities, readLines } from '../../../renderer/results/marked-text.ts';

const entity = (label: string, text: string, start: number) => ({
  label,
  text,
  start,
  end: start + text.length,
});

describe('markEntities', () => {
  const text = 'Ada met Charles in London.';

  it('takes the text apart in order and loses nothing of it', () => {
    const pieces = markEntities(text, [
      entity('LOCATION', 'London', 19),
      entity('PERSON', 'Ada', 0),
    ]);
    expect(pieces?.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces?.filter(({ label }) => label !== undefined)).toEqual([
      { text: 'Ada', label: 'PERSON', start: 0 },
      { text: 'London', label: 'LOCATION', start: 19 },
    ]);
  });

  it('counts as JavaScript does, past characters of two units', () => {
    expect(markEntities('🎻 Ada', [entity('PERSON', 'Ada', 3)])?.at(-1)?.label).toBe('PERSON');
  });

  it('keeps the first of two that overlap', () => {
    const pieces = markEntities(text, [entity('A', 'Ada met', 0), entity('B', 'met Charles', 4)]);
    expect(pieces?.map(({ label }) => label)).toEqual(['A', undefined]);
  });

  it('marks nothing where the offsets belong to another text', () => {
    expect(markEntities(text, [entity('PERSON', 'Ada', 1)])).toBeUndefined();
  });
});

describe('entitiesByLabel', () => {
  it('names each entity once and counts every time it stands there', () => {
    const entities = [
      entity('PERSON', 'Ada', 0),
      entity('PERSON', 'Ada', 9),
      entity('DATE', '1843', 20),
    ];
    expect(entitiesByLabel(entities)).toEqual([
      { label: 'PERSON', count: 2, texts: ['Ada'] },
      { label: 'DATE', count: 1, texts: ['1843'] },
    ]);
  });
});

describe('readLines', () => {
  const word = (text: string, line: number, x: number) => ({
    text,
    line,
    confidence: 1,
    box: { x, y: line * 20, width: 10, height: 10 },
  });
  const words = [word('Invoice', 0, 0), word('18301', 0, 20), word('Total', 1, 0)];

  it('gives each line its place, past the empty lines between paragraphs', () => {
    expect(readLines('Invoice 18301\n\nTotal', words)).toEqual([
      { text: 'Invoice 18301', line: 0, box: { x: 0, y: 0, width: 30, height: 10 } },
      { text: '' },
      { text: 'Total', line: 1, box: { x: 0, y: 20, width: 10, height: 10 } },
    ]);
  });

  it('gives no places where the text has other lines than the picture', () => {
    expect(readLines('All in one line', words)).toEqual([{ text: 'All in one line' }]);
  });
});
