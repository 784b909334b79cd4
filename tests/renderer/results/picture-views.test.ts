import { describe, expect, it } from 'vitest';
import { type FinishedTask, pictureViews } from '../../../renderer/results/picture-views.ts';
import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { TaskType } from '../../../shared/tasks.ts';

function file(name: string, size: Partial<NamedArtefact['artefact']> = {}): NamedArtefact {
  const kind: ResourceKind = 'image';
  const pixels = { width: 100, height: 50 };
  return {
    name,
    artefact: { id: 'a'.repeat(64), kind, mime: 'image/png', size: 1, ...pixels, ...size },
  };
}

function finished(type: TaskType, output: TaskOutput): FinishedTask {
  const task = { id: 0, type, dependencies: [], arguments: {} };
  return { task, attempts: [], status: 'finished', output, durationMs: 1, reused: false };
}

const keys = (...args: Parameters<typeof pictureViews>) =>
  pictureViews(...args).map((view) => [view.key, view.file.name, view.layers.length]);

const source = file('source.png');
const made = file('made.png');
const object = { label: 'cat', score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } };
const segment = { x1: 0, y1: 0, x2: 1, y2: 1 };

describe('pictureViews', () => {
  it('shows what was found over the untouched source, then the picture that was made', () => {
    const state = finished('object-detection', { image: made, objects: [object] });
    expect(keys(state, source)).toEqual([
      ['marked', 'source.png', 1],
      ['made', 'made.png', 0],
    ]);
  });

  it('shows the picture of a control task first', () => {
    const state = finished('mlsd-control', { image: made, segments: [segment] });
    expect(keys(state, source)[0]).toEqual(['made', 'made.png', 0]);
    expect(keys(state, source)[1]).toEqual(['marked', 'source.png', 1]);
  });

  it('lets a changed picture be held against its original', () => {
    expect(keys(finished('image-to-image', { image: made }), source)).toEqual([
      ['made', 'made.png', 0],
      ['original', 'source.png', 0],
    ]);
  });

  it('lays each region over the source', () => {
    const masks = [
      { label: 'sky', file: file('sky.png') },
      { label: 'sea', score: 0.8, file: file('sea.png') },
    ];
    const state = finished('image-segmentation', { image: made, masks });
    expect(keys(state, source)).toEqual([
      ['marked', 'source.png', 2],
      ['made', 'made.png', 0],
    ]);
    const [sky, sea] = pictureViews(state, source)[0]?.layers ?? [];
    expect(sky).toMatchObject({ kind: 'mask', label: 'sky', hue: 0, mask: file('sky.png') });
    expect(sea).toMatchObject({ label: 'sea', score: 0.8, hue: 1 });
  });

  it('shows only what was made where the source is not known', () => {
    const state = finished('object-detection', { image: made, objects: [object] });
    expect(keys(state, undefined)).toEqual([['made', 'made.png', 0]]);
    expect(keys(finished('object-detection', { objects: [object] }), undefined)).toEqual([]);
  });

  it('shows no picture for a task that only speaks of one', () => {
    expect(keys(finished('visual-question-answering', { text: 'yes' }), source)).toEqual([]);
  });
});
