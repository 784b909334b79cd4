// Kinds and slots, TaskBench's form, and the words of repairs.

import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile } from '../../../../shared/plan.ts';
import { compiled, FILES, plan, problems, read, speak } from './compiled.ts';

describe('Types', () => {
  const find = { task: 'object-detection', id: 0, dep: [-1], args: { image: 'cat.png' } };

  it('takes from a task of several kinds the one that the slot takes', () => {
    const ask = {
      task: 'visual-question-answering',
      id: 1,
      dep: [0],
      args: { image: '<resource>-0', text: 'How many of these: <resource>-0?' },
    };
    const result = compilePlan(JSON.stringify([find, ask]), FILES);
    expect(result.ok && result.plan[1]?.arguments).toEqual({
      image: { from: 'task', task: 0, kind: 'image' },
      text: {
        from: 'template',
        parts: [
          { from: 'literal', value: 'How many of these: ' },
          { from: 'task', task: 0, kind: 'text' },
          { from: 'literal', value: '?' },
        ],
      },
    });
  });

  it('refuses a reference to a task that makes no such thing', () => {
    const view = { task: 'image-classification', id: 1, dep: [0], args: { image: '<resource>-0' } };
    expect(problems([read, view])).toEqual(['WRONG_KIND']);
    expect(problems([{ ...read, args: { image: 'talk.wav' } }])).toEqual(['WRONG_KIND']);
  });

  it('takes a video where sound is taken, and a recording before it', () => {
    const clip: KnownFile = { name: 'clip.mp4', kind: 'video' };
    const hear = { task: 'automatic-speech-recognition', id: 0, dep: [-1], args: {} };
    const heard = (args: object, files: readonly KnownFile[]) =>
      compiled([{ ...hear, args }], files).wire[0]?.args;
    expect(heard({ audio: 'clip.mp4' }, [clip])).toEqual({ audio: 'clip.mp4' });
    expect(heard({}, [clip])).toEqual({ audio: 'clip.mp4' });
    expect(heard({}, [...FILES, clip])).toEqual({ audio: 'talk.wav' });
  });

  it('takes a video where a picture is taken, and a picture before it', () => {
    const clip: KnownFile = { name: 'clip.mp4', kind: 'video' };
    const seen = (args: object, files: readonly KnownFile[]) =>
      compiled([{ ...find, args }], files).wire[0]?.args;
    expect(seen({ image: 'clip.mp4' }, [...FILES, clip])).toEqual({ image: 'clip.mp4' });
    expect(seen({ image: '<resource>-0' }, [clip])).toEqual({ image: 'clip.mp4' });
    expect(seen({ image: '<resource>-0' }, [clip, { name: 'cat.png', kind: 'image' }])).toEqual({
      image: 'cat.png',
    });
  });

  it('gives the slot its argument by alias, by kind, and in a bare list', () => {
    const ask = { task: 'visual-question-answering', id: 0, dep: [-1] };
    const wire = [{ ...ask, args: { image: 'cat.png', text: 'What is it?' } }];
    expect(
      compiled([{ ...ask, args: { image: 'cat.png', question: 'What is it?' } }]).wire,
    ).toEqual(wire);
    expect(compiled([{ ...ask, args: { picture: 'cat.png', q: 'What is it?' } }]).wire).toEqual(
      wire,
    );
    expect(compiled([{ ...ask, args: ['What is it?', 'cat.png'] }]).wire).toEqual(wire);
    const table = { task: 'tabular-classification', id: 0, dep: [-1], args: { image: 'cat.png' } };
    expect(compiled([table]).wire[0]?.args).toEqual({ table: 'cat.png' });
  });

  it('leaves out an argument that says nothing, and refuses one that no slot takes', () => {
    expect(compiled([{ ...read, args: { image: 'cat.png', text: '', audio: 'none' } }])).toEqual({
      wire: [read],
      repairs: ['ARGUMENT_DROPPED', 'ARGUMENT_DROPPED'],
    });
    expect(compiled([{ ...read, args: { image: 'cat.png', text: 'Describe it.' } }])).toEqual({
      wire: [read],
      repairs: ['ARGUMENT_DROPPED'],
    });
    expect(problems([{ ...read, args: { image: 'cat.png', song: '<resource>-0' } }])).not.toEqual(
      [],
    );
  });

  it('fills a missing slot from the one stated link that makes it, or from the only such file', () => {
    expect(compiled([read, { ...speak, args: {} }])).toEqual({
      wire: plan,
      repairs: ['ARGUMENT_FILLED'],
    });
    const hear = { task: 'automatic-speech-recognition', id: 0, dep: [-1], args: {} };
    expect(compiled([hear]).wire[0]?.args).toEqual({ audio: 'talk.wav' });
    expect(problems([{ ...read, args: {} }])).toEqual(['MISSING_ARGUMENT']);
  });

  it.each([
    ['canny-text-to-image', 'canny-control'],
    ['depth-text-to-image', 'depth-estimation'],
    ['seg-text-to-image', 'image-segmentation'],
  ])('falls back from %s without a text to %s', (written, type) => {
    const { wire, repairs } = compiled([{ ...read, task: written }]);
    expect(wire).toEqual([{ ...read, task: type }]);
    expect(repairs).toEqual(['CONTROL_ALONE']);
  });

  it('takes only known files and addresses for a picture', () => {
    const show = (image: string): unknown => [{ ...read, args: { image } }];
    expect(compiled(show('BEACH.jpg')).wire[0]?.args).toEqual({ image: 'photos/Beach.JPG' });
    expect(compiled(show('https://example.com/a.png')).repairs).toEqual([]);
    for (const image of [
      'dog.png',
      '../cat.png',
      '/etc/passwd',
      'file:///etc/passwd',
      'C:\\cat.png',
    ]) {
      expect(problems(show(image))).toEqual(['UNKNOWN_FILE']);
    }
    expect(problems([{ task: 'text-to-image', args: { image: 'dog.png' } }])).toEqual([
      'UNKNOWN_FILE',
    ]);
  });

  it('takes a text that is exactly a known text or table for its content, and leaves mentions alone', () => {
    const say = (text: string): unknown => {
      const result = compilePlan(
        JSON.stringify([{ ...speak, id: 0, dep: [-1], args: { text } }]),
        FILES,
      );
      return result.ok && result.plan[0]?.arguments.text;
    };
    expect(say('notes.txt')).toEqual({ from: 'file', name: 'notes.txt' });
    expect(say('sales.csv')).toEqual({ from: 'file', name: 'sales.csv' });
    expect(say('read notes.txt')).toEqual({ from: 'literal', value: 'read notes.txt' });
    expect(say('secret.txt')).toEqual({ from: 'literal', value: 'secret.txt' });
    expect(say('notes.txt, sales.csv')).toMatchObject({ from: 'template', parts: { length: 3 } });
  });

  it('gives a file of an unclear name to nobody', () => {
    const twins: KnownFile[] = [
      { name: 'a/cat.png', kind: 'image' },
      { name: 'b/cat.png', kind: 'image' },
    ];
    expect(problems([read], twins)).toEqual(['UNKNOWN_FILE']);
  });
});

describe("TaskBench's form", () => {
  const nodes = (first: string, second: string): unknown => ({
    task_steps: ['Step 1: Read the picture', 'Step 2: Say it'],
    task_nodes: [
      { task: 'Image-to-Text', arguments: [first] },
      { task: 'Text-to-Speech', arguments: [second] },
    ],
    task_links: [{ source: 'Image-to-Text', target: 'Text-to-Speech' }],
  });

  it('is understood, with the links that it states', () => {
    expect(compiled(nodes('cat.png', '<node-0>')).wire).toEqual(plan);
    expect(compiled(nodes('cat.png', 'Hello')).wire[1]?.dep).toEqual([0]);
  });

  it('is mended by its links where its references are broken', () => {
    expect(compiled(nodes('cat.png', '<node-1>')).wire).toEqual(plan);
    expect(compiled(nodes('cat.png', '<node-5>')).wire).toEqual(plan);
  });
});

describe('Repairs', () => {
  it('are sentences that name the task', () => {
    const result = compilePlan(JSON.stringify([read, { ...speak, dep: [-1] }]), FILES);
    expect(result.repairs).toEqual([
      {
        code: 'DEPENDENCY_ADDED',
        message: 'Task 1 (text-to-speech) uses what task 0 makes, so it waits for it.',
        task: 1,
      },
    ]);
  });
});
