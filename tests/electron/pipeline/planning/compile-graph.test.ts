// References and the graph that they make.

import { describe, expect, it } from 'vitest';
import { compiled, plan, problems, read, speak } from './compiled.ts';

describe('References', () => {
  it.each(['<resource>-0', '<resource-0>', '<GENERATED>-0', '<GENERATED-0>', '<node-0>'])(
    'reads %s, alone and inside a longer text',
    (reference) => {
      const inside = [read, { ...speak, args: { text: `It says: ${reference}!` } }];
      expect(compiled([read, { ...speak, args: { text: reference } }]).wire).toEqual(plan);
      expect(compiled(inside).wire[1]?.args).toEqual({ text: 'It says: <resource>-0!' });
    },
  );

  it('keeps a reference apart from a digit that follows it', () => {
    const close = [read, { ...speak, args: { text: '<resource-0>1' } }];
    expect(compiled(close)).toEqual({ wire: close, repairs: [] });
  });

  it('gives a text slot of several references one text', () => {
    const written = [
      read,
      { ...read, id: 1, args: { image: 'photos/Beach.JPG' } },
      { task: 'text-generation', id: 2, dep: [0, 1], args: { text: '<resource>-0, <resource>-1' } },
    ];
    expect(compiled(written)).toEqual({ wire: written, repairs: [] });
  });

  it('unfolds a list of references, and what depends on it follows', () => {
    const written = [
      { ...read, args: { image: 'cat.png, photos/Beach.JPG' } },
      speak,
      { task: 'text-generation', id: 2, dep: [0], args: { text: 'Add up: <resource>-0' } },
    ];
    expect(compiled(written)).toEqual({
      wire: [
        read,
        { ...read, id: 3, args: { image: 'photos/Beach.JPG' } },
        speak,
        { ...speak, id: 4, dep: [3], args: { text: '<resource>-3' } },
        {
          task: 'text-generation',
          id: 2,
          dep: [0, 3],
          args: { text: 'Add up: <resource>-0\n<resource>-3' },
        },
      ],
      repairs: ['UNFOLDED', 'UNFOLDED'],
    });
  });

  it('keeps the branches of an unfolded task apart', () => {
    const written = [
      {
        task: 'openpose-control',
        id: 0,
        dep: [-1],
        args: { image: ['cat.png', 'photos/Beach.JPG'] },
      },
      { task: 'image-to-text', id: 1, dep: [0], args: { image: '<resource>-0' } },
      {
        task: 'openpose-text-to-image',
        id: 2,
        dep: [0, 1],
        args: { image: '<resource>-0', text: '<resource>-1' },
      },
    ];
    const { wire } = compiled(written);
    expect(wire.filter(({ task }) => task === 'openpose-text-to-image')).toEqual([
      { ...written[2], dep: [0, 1] },
      { ...written[2], id: 5, dep: [3, 4], args: { image: '<resource>-3', text: '<resource>-4' } },
    ]);
  });

  it('takes a second file under a numbered key as one more of the same', () => {
    const written = [{ ...read, args: { image1: 'cat.png', image2: 'photos/Beach.JPG' } }];
    expect(compiled(written).wire.map(({ args }) => args)).toEqual([
      { image: 'cat.png' },
      { image: 'photos/Beach.JPG' },
    ]);
  });
});

describe('Graph', () => {
  it('adds the dependencies that references show to those that are stated', () => {
    const stated = { task: 'image-classification', id: 2, dep: [1], args: { image: 'cat.png' } };
    expect(compiled([read, { ...speak, dep: [-1] }, stated])).toEqual({
      wire: [read, speak, stated],
      repairs: ['DEPENDENCY_ADDED'],
    });
  });

  it('puts a task after the one that it refers to, and keeps the ids', () => {
    const { wire, repairs } = compiled([speak, read]);
    expect(wire).toEqual([read, speak]);
    expect(repairs).toEqual(['REORDERED']);
  });

  it('replaces a reference to the task itself by what the stated link makes', () => {
    const { wire, repairs } = compiled([read, { ...speak, args: { text: '<resource>-1' } }]);
    expect(wire).toEqual(plan);
    expect(repairs).toEqual(['REFERENCE_REPLACED']);
  });

  it('takes the attached picture where the only task refers to itself', () => {
    const itself = [{ ...read, args: { image: '<resource>-0' } }];
    expect(compiled(itself, [{ name: 'cat.png', kind: 'image' }]).wire).toEqual([read]);
    expect(problems(itself)).toEqual(['SELF_REFERENCE']);
  });

  it('counts from 1 where the numbers make sense no other way', () => {
    const third = { task: 'text-classification', id: 2, dep: [2], args: { text: '<resource>-2' } };
    const first = { ...read, task: 'image-to-text' };
    const second = { task: 'translation', id: 1, dep: [1], args: { text: '<resource>-1' } };
    const { wire, repairs } = compiled([first, second, third]);
    expect(wire.map(({ dep }) => dep)).toEqual([[-1], [0], [1]]);
    expect(repairs).toContain('COUNTED_ANEW');
  });

  it('leaves out a link that runs against a reference', () => {
    const { wire, repairs } = compiled([{ ...read, dep: [1] }, speak]);
    expect(wire).toEqual(plan);
    expect(repairs).toEqual(['LINK_DROPPED']);
  });

  it('refuses circles and references to no task', () => {
    const circle = [
      { ...read, dep: [1] },
      { ...read, id: 1, dep: [0] },
    ];
    expect(problems(circle)).toEqual(['CYCLE']);
    expect(problems([read, { ...speak, dep: [7], args: { text: '<resource>-7' } }])).toEqual([
      'DANGLING_REFERENCE',
    ]);
  });

  it('gives tasks ids of their own where they are missing or repeated', () => {
    const { id: _, ...unnumbered } = read;
    expect(compiled([unnumbered, speak]).wire).toEqual(plan);
    expect(
      compiled([
        { ...read, id: 0 },
        { ...speak, id: 0 },
      ]).wire,
    ).toEqual(plan);
    expect(
      compiled([
        { ...read, id: 7 },
        { ...speak, id: 9, dep: [7], args: { text: '<resource>-7' } },
      ]),
    ).toEqual({
      wire: [
        { ...read, id: 7 },
        { ...speak, id: 9, dep: [7], args: { text: '<resource>-7' } },
      ],
      repairs: [],
    });
  });
});
