import { describe, expect, it } from 'vitest';
import { layersOf, markAt, pathOf, unionOf, wordLayer } from '../../../renderer/results/layers.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const found = (label: string, ...at: Parameters<typeof box>) => ({
  label,
  score: 0.9,
  box: box(...at),
});

describe('layersOf', () => {
  it('gathers objects by label, the most frequent first, each in a hue of its own', () => {
    const objects = [found('cat', 0, 0, 1, 1), found('dog', 2, 2, 1, 1), found('dog', 4, 4, 1, 1)];
    const layers = layersOf({ objects });
    expect(layers.map(({ label, marks, hue }) => [label, marks.length, hue])).toEqual([
      ['dog', 2, 0],
      ['cat', 1, 1],
    ]);
  });

  it('makes a layer of straight lines and one for each answer that has a place', () => {
    const layers = layersOf({
      segments: [{ x1: 5, y1: 1, x2: 2, y2: 9 }],
      answers: [
        { text: '18301', score: 0.8, box: box(1, 1, 3, 1) },
        { text: 'unplaced', score: 0.1 },
      ],
    });
    expect(layers.map(({ key }) => key)).toEqual(['segments', 'answers/0']);
    expect(layers[0]?.marks[0]).toMatchObject({ path: 'M5 1L2 9', box: box(2, 1, 3, 8) });
  });
});

describe('markAt', () => {
  const layers = layersOf({
    objects: [found('person', 0, 0, 100, 100), found('hat', 40, 5, 20, 10)],
    segments: [{ x1: 0, y1: 200, x2: 100, y2: 300 }],
  });

  it('finds the smallest of the boxes that hold the point', () => {
    expect(markAt(layers, { x: 50, y: 10 }, 0)).toEqual({ layer: 'objects/hat', mark: 0 });
    expect(markAt(layers, { x: 50, y: 50 }, 0)).toEqual({ layer: 'objects/person', mark: 0 });
  });

  it('finds a line near it, and not anywhere in its box', () => {
    expect(markAt(layers, { x: 52, y: 250 }, 2)).toEqual({ layer: 'segments', mark: 0 });
    expect(markAt(layers, { x: 90, y: 210 }, 2)).toBeUndefined();
  });

  it('finds nothing beside them', () => {
    expect(markAt(layers, { x: 150, y: 150 }, 2)).toBeUndefined();
  });
});

describe('pathOf and unionOf', () => {
  it('draw many words as one path, and hold them in one box', () => {
    const words = Array.from({ length: 300 }, (_, i) => ({
      text: 'a',
      confidence: 1,
      line: 0,
      box: box(i * 10, 0, 8, 12),
    }));
    expect(pathOf(wordLayer(words).marks).match(/M/g)).toHaveLength(300);
    expect(unionOf(words.map((word) => word.box))).toEqual(box(0, 0, 2998, 12));
    expect(unionOf([])).toBeUndefined();
  });
});
