import { describe, expect, it } from 'vitest';
import { ENGLISH_ANSWER } from '../../../../electron/pipeline/response/answer-words-english.ts';
import { gatherEvidence } from '../../../../electron/pipeline/response/evidence.ts';
import type { Host } from '../../../../shared/models.ts';
import type { TaskState } from '../../../../shared/task-states.ts';
import { boxes, file, finished, literal, runOf, searched, taskOf, zebraRun } from './runs.ts';

function disagreements(...tasks: readonly TaskState[]) {
  return gatherEvidence(runOf(tasks)).disagreements;
}

function described(text: string, name = 'a.png', host: Host = 'onnx'): TaskState {
  return finished(taskOf(5, 'image-to-text', { image: file(name) }), { text }, host);
}

function asked(id: number, question: string, text: string, image = file('a.png')): TaskState {
  const task = taskOf(id, 'visual-question-answering', { image, text: literal(question) });
  return finished(task, { text, answers: [{ text, score: 0.5 }] });
}

describe('a description that gives another number than the boxes', () => {
  it('is named, with both numbers', () => {
    const { disagreements: found } = gatherEvidence(zebraRun());
    expect(found).toEqual([
      {
        ...{ kind: 'count', by: 'description', task: 3, picture: 'b.png', label: 'zebra' },
        ...{ said: 2, counted: 3 },
      },
    ]);
    expect(found.map(ENGLISH_ANSWER.disagreement)).toEqual([
      "The description of b.png says 2 for zebra, the detector found 3; the count above is the detector's.",
    ]);
  });

  it.each([
    ['a zebra in a field', { zebra: 3 }, 1],
    ['an elephant', { elephant: 2 }, 1],
    ['2 large striped zebras', { zebra: 3 }, 2],
    ['Two people and a dog', { person: 3 }, 2],
    ['three buses', { bus: 1 }, 3],
    ['图中有两匹斑马', { zebra: 3 }, 2],
    ['一只狗', { dog: 2 }, 1],
    ['十二个苹果', { apple: 11 }, 12],
  ])('is read: %s', (text, numbers, said) => {
    const tasks = searched({ 'a.png': numbers as Readonly<Record<string, number>> });
    expect(disagreements(...tasks, described(text))).toMatchObject([{ said }]);
  });

  it.each([
    'three zebras',
    'a herd of zebras',
    'zebras on a plain',
    'the zebra crossing 2024',
    'a picture of the zebra',
    '2 giraffes',
    '三匹斑马',
  ])('is none where it says nothing else: %s', (text) => {
    expect(disagreements(...searched({ 'a.png': { zebra: 3 } }), described(text))).toEqual([]);
  });

  it('is none of another picture, and none that was read in the picture', () => {
    const boxed = searched({ 'a.png': { zebra: 3 } });
    expect(disagreements(...boxed, described('two zebras', 'b.png'))).toEqual([]);
    expect(disagreements(...boxed, described('two zebras', 'a.png', 'builtin'))).toEqual([]);
  });
});

describe('an answer about a picture with boxes', () => {
  it('is held against them, also where it looked at the picture with the boxes drawn in', () => {
    const drawn = { from: 'task', task: 0, kind: 'image' } as const;
    const found = disagreements(
      ...searched({ 'a.png': { zebra: 3 } }),
      asked(1, 'How many zebras are there?', '2', drawn),
    );
    expect(found).toMatchObject([{ by: 'answer', picture: 'a.png', said: 2, counted: 3 }]);
  });

  it('may agree in words', () => {
    const boxed = searched({ 'a.png': { zebra: 3 } });
    expect(disagreements(...boxed, asked(1, 'How many zebras are there?', 'Three.'))).toEqual([]);
    expect(disagreements(...boxed, asked(1, 'What is the number on it?', '2'))).toEqual([]);
  });
});

describe('two tasks on the same', () => {
  it('disagree where they search one picture and find different numbers', () => {
    const task = taskOf(1, 'zero-shot-object-detection', { image: file('a.png') });
    const run = runOf([
      ...searched({ 'a.png': { zebra: 3, cat: 1 } }),
      finished(task, boxes({ zebra: 2, dog: 1 })),
    ]);
    const { counts, disagreements: found } = gatherEvidence(run);
    expect(found).toMatchObject([{ by: 'detection', label: 'zebra', said: 2, counted: 3 }]);
    expect(counts.find(({ label }) => label === 'zebra')?.total).toBe(3);
  });

  it('disagree where they answer one question differently', () => {
    const found = disagreements(
      asked(0, 'What colour is it?', 'Red.'),
      asked(1, 'what colour is it', 'blue'),
      asked(2, 'Who is it?', 'Ada'),
    );
    expect(found).toMatchObject([{ kind: 'answer', answers: [{ task: 0 }, { task: 1 }] }]);
    expect(found.map(ENGLISH_ANSWER.disagreement)).toEqual([
      'The answers to "What colour is it?" differ: "Red." (task 0), "blue" (task 1).',
    ]);
  });

  it('agree where only case, marks and the way of writing a number differ', () => {
    expect(disagreements(asked(0, 'How many?', 'Two.'), asked(1, 'How many?', '2'))).toEqual([]);
  });

  it('answer one question for two pictures', () => {
    const found = disagreements(
      asked(0, 'What colour is it?', 'red'),
      asked(1, 'What colour is it?', 'blue', file('b.png')),
    );
    expect(found).toEqual([]);
  });
});
