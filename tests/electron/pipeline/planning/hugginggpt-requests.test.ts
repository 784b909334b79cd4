// The plans of the requests that HuggingGPT is known by: each compiles to itself, without a repair.

import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile, WireTask } from '../../../../shared/plan.ts';
import { printPlan } from '../../../../shared/wire.ts';

const FILES: readonly KnownFile[] = [
  ...[
    'vege-meat',
    'a',
    'b',
    'c',
    'egg',
    'chili2',
    'example',
    'example1',
    'example2',
    'document',
    'canny',
  ].map((name): KnownFile => ({ name: `${name}.jpg`, kind: 'image' })),
];

/** A task in few words: ids count from 0, and it waits for the tasks that its arguments name. */
function step(id: number, task: string, args: Readonly<Record<string, string>>): WireTask {
  const named = Object.values(args).flatMap((text) => [...text.matchAll(/<resource>-(\d+)/g)]);
  const dep = [...new Set(named.map((match) => Number(match[1])))].sort((a, b) => a - b);
  return { task, id, dep: dep.length === 0 ? [-1] : dep, args };
}

const zebras = ['a', 'b', 'c'].flatMap((name, index) => [
  step(3 * index, 'image-to-text', { image: `${name}.jpg` }),
  step(3 * index + 1, 'object-detection', { image: `${name}.jpg` }),
  step(3 * index + 2, 'visual-question-answering', {
    image: `<resource>-${3 * index + 1}`,
    text: 'How many zebras are in the picture?',
  }),
]);

const REQUESTS: Readonly<Record<string, readonly WireTask[]>> = {
  'a recipe picture from the foodstuff': [
    step(0, 'image-to-text', { image: 'vege-meat.jpg' }),
    step(1, 'text-generation', { text: 'A recipe from <resource>-0' }),
    step(2, 'text-to-image', { text: '<resource>-1' }),
  ],
  'how many zebras are in three pictures': [
    ...zebras,
    step(9, 'text-generation', {
      text: 'Add up the zebras: <resource>-2, <resource>-5, <resource>-8',
    }),
  ],
  'a field of wildflowers': [step(0, 'text-to-image', { text: 'a field of wildflowers…' })],
  'a recipe picture from two pictures': [
    step(0, 'image-to-text', { image: 'egg.jpg' }),
    step(1, 'image-to-text', { image: 'chili2.jpg' }),
    step(2, 'text-generation', { text: 'A recipe from <resource>-0 and <resource>-1' }),
    step(3, 'text-to-image', { text: '<resource>-2' }),
  ],
  'a video, dubbed': [
    step(0, 'text-to-video', { text: 'a blue bird is flying around the apple tree' }),
    step(1, 'text-to-speech', { text: 'a blue bird is flying around the apple tree' }),
  ],
  'read the image for me': [
    step(0, 'image-to-text', { image: 'example.jpg' }),
    step(1, 'text-to-speech', { text: '<resource>-0' }),
  ],
  'a girl in the pose of the boy, described with a voice': [
    step(0, 'openpose-control', { image: 'example.jpg' }),
    step(1, 'openpose-text-to-image', { image: '<resource>-0', text: 'a girl reading a book' }),
    step(2, 'object-detection', { image: '<resource>-1' }),
    step(3, 'image-classification', { image: '<resource>-1' }),
    step(4, 'image-to-text', { image: '<resource>-1' }),
    step(5, 'text-to-speech', { text: '<resource>-4' }),
  ],
  'the pose of one picture with the description of another': [
    step(0, 'openpose-control', { image: 'example1.jpg' }),
    step(1, 'image-to-text', { image: 'example2.jpg' }),
    step(2, 'openpose-text-to-image', { image: '<resource>-0', text: '<resource>-1' }),
  ],
  'the student amount in a document': [
    step(0, 'document-question-answering', {
      image: 'document.jpg',
      text: 'what is the student amount?',
    }),
    step(1, 'visual-question-answering', {
      image: 'document.jpg',
      text: 'what is the student amount?',
    }),
    step(2, 'image-to-text', { image: 'document.jpg' }),
    step(3, 'text-to-speech', { text: '<resource>-2' }),
  ],
  'a joke and a cat': [
    step(0, 'conversational', { text: 'tell me a joke' }),
    step(1, 'text-to-image', { text: 'a cat' }),
  ],
  'as much detail as possible': [
    step(0, 'image-to-text', { image: 'example.jpg' }),
    step(1, 'image-classification', { image: 'example.jpg' }),
    step(2, 'object-detection', { image: 'example.jpg' }),
    step(3, 'image-segmentation', { image: 'example.jpg' }),
    step(4, 'visual-question-answering', { image: 'example.jpg', text: 'What is in the image?' }),
  ],
  'a new image from the canny image above': [
    step(0, 'canny-text-to-image', { image: 'canny.jpg', text: 'a house in snow' }),
  ],
};

describe("HuggingGPT's requests", () => {
  it.each(Object.entries(REQUESTS))('compile to the plan that was written: %s', (_, wire) => {
    const compiled = compilePlan(JSON.stringify(wire), FILES);
    expect(compiled).toMatchObject({ ok: true, repairs: [] });
    expect(compiled.ok && printPlan(compiled.plan)).toEqual(wire);
  });

  it.each(Object.entries(REQUESTS))('survive the older way to write a reference: %s', (_, wire) => {
    const older = JSON.stringify(wire).replace(/<resource>-(\d+)/g, '<GENERATED>-$1');
    const compiled = compilePlan(older, FILES);
    expect(compiled.ok && printPlan(compiled.plan)).toEqual(wire);
  });
});
