import { describe, expect, it } from 'vitest';
import { graphOf } from '../../../renderer/graph/graph-model.ts';
import { attachment, file, literal, output, task } from './made.ts';

describe('graphOf', () => {
  it('leads from a file through tasks by the kind that flows', () => {
    const { nodes, edges } = graphOf(
      [
        task(0, 'image-to-text', { image: file('invoice.png') }),
        task(1, 'text-to-speech', { text: output(0) }),
      ],
      [attachment('invoice.png')],
    );
    expect(nodes.map(({ id, type }) => [id, type])).toEqual([
      ['file invoice.png', 'source'],
      ['task-0', 'task'],
      ['task-1', 'task'],
    ]);
    expect(edges.map(({ source, target, kinds }) => [source, target, kinds])).toEqual([
      ['file invoice.png', 'task-0', ['image']],
      ['task-0', 'task-1', ['text']],
    ]);
  });

  it('shows an attachment that no task takes', () => {
    const { nodes } = graphOf(
      [task(0, 'text-to-speech', { text: literal('hi') })],
      [attachment('left.png')],
    );
    expect(nodes.map(({ id }) => id)).toEqual(['file left.png', 'task-0']);
  });

  it('draws one edge between two nodes, with every kind that takes it', () => {
    const { edges } = graphOf(
      [
        task(0, 'image-segmentation'),
        task(1, 'visual-question-answering', { image: output(0, 'image'), text: output(0) }),
      ],
      [],
    );
    expect(edges).toMatchObject([{ source: 'task-0', target: 'task-1', kinds: ['image', 'text'] }]);
  });

  it('finds the references within a template', () => {
    const parts = [
      { from: 'literal', value: 'Compare ' },
      { from: 'task', task: 0, kind: 'text' },
      { from: 'file', name: 'notes.txt' },
    ] as const;
    const { edges } = graphOf(
      [
        task(0, 'image-to-text'),
        task(1, 'summarization', { text: { from: 'template', parts: [...parts] } }),
      ],
      [],
    );
    expect(edges.map(({ source }) => source)).toEqual(['task-0', 'file notes.txt']);
  });

  it('draws an edge without a kind where a task only waits', () => {
    const { edges } = graphOf(
      [task(0, 'image-to-text'), { ...task(1, 'text-to-speech'), dependencies: [0] }],
      [],
    );
    expect(edges).toMatchObject([{ source: 'task-0', target: 'task-1', kinds: [] }]);
  });

  it('takes the kind of an address and of a file of an earlier request from the slot', () => {
    const { nodes } = graphOf(
      [
        task(0, 'image-to-text', { image: { from: 'url', url: 'https://example.com/photo' } }),
        task(1, 'image-to-text', { image: file('edges-2') }),
      ],
      [],
    );
    expect(nodes).toMatchObject([{ kind: 'image' }, { kind: 'image' }, {}, {}]);
  });
});
