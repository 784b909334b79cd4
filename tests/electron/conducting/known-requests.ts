// The requests that HuggingGPT is known by, in words of our own, with the plans that a language model
// wrote for them and what it answered.

import type { WireTask } from '../../../shared/plan.ts';
import { wire } from '../../fakes/controllers.ts';

export interface KnownRequest {
  readonly id: string;
  readonly request: string;
  /** Pictures beside it. */
  readonly files: readonly string[];
  readonly plan: readonly WireTask[];
  readonly answer: string;
  /** Names of the files that it must leave, in the order of the plan. */
  readonly made: readonly string[];
}

const imageToText = (id: number, image: string) => wire(id, 'image-to-text', { image });
const speak = (id: number, text: string) => wire(id, 'text-to-speech', { text });

/** Per picture a caption, boxes and a question, as the original plans it. */
function zebras(pictures: readonly string[]): readonly WireTask[] {
  return pictures.flatMap((image, index) => [
    imageToText(index * 3, image),
    wire(index * 3 + 1, 'object-detection', { image }),
    wire(index * 3 + 2, 'visual-question-answering', { image, text: 'How many zebras are there?' }),
  ]);
}

export const KNOWN_REQUESTS: readonly KnownRequest[] = [
  {
    id: 'recipe',
    request: 'what is on vege-meat.jpg, and make a picture of a recipe from it',
    files: ['vege-meat.jpg'],
    plan: [
      imageToText(0, 'vege-meat.jpg'),
      wire(1, 'text-generation', { text: 'A recipe with <resource>-0' }),
      wire(2, 'text-to-image', { text: '<resource>-1' }),
    ],
    answer: 'It shows vegetables and meat. I drew the recipe: text-to-image.png.',
    made: ['text-to-image.png'],
  },
  {
    id: 'zebras',
    request: 'collection a.jpg, b.jpg, c.jpg: how many zebras are in these pictures?',
    files: ['a.jpg', 'b.jpg', 'c.jpg'],
    plan: zebras(['a.jpg', 'b.jpg', 'c.jpg']),
    answer: 'There are two zebras in these pictures.',
    made: ['object-detection.png', 'object-detection-4.png', 'object-detection-7.png'],
  },
  {
    id: 'wildflowers',
    request: 'draw “a field of wildflowers under a wide sky”',
    files: [],
    plan: [wire(0, 'text-to-image', { text: 'a field of wildflowers under a wide sky' })],
    answer: 'Here it is: text-to-image.png.',
    made: ['text-to-image.png'],
  },
  {
    id: 'two-foods',
    request: 'egg.jpg and chili2.jpg: what are they? make a picture of a dish from both',
    files: ['egg.jpg', 'chili2.jpg'],
    plan: [
      imageToText(0, 'egg.jpg'),
      imageToText(1, 'chili2.jpg'),
      wire(2, 'text-generation', { text: 'A dish from <resource>-0 and <resource>-1' }),
      wire(3, 'text-to-image', { text: '<resource>-2' }),
    ],
    answer: 'Both are food. The dish is in text-to-image.png.',
    made: ['text-to-image.png'],
  },
  {
    id: 'bird',
    request: 'make a video of “a blue bird flies around an apple tree”, and speak the words to it',
    files: [],
    plan: [
      wire(0, 'text-to-video', { text: 'a blue bird flies around an apple tree' }),
      speak(1, 'A blue bird flies around an apple tree.'),
    ],
    answer: 'I made film.mp4 and speech.wav.',
    made: ['film.mp4', 'speech.wav', 'film-dubbed.mp4'],
  },
  {
    id: 'read',
    request: 'read the picture example.jpg for me',
    files: ['example.jpg'],
    plan: [imageToText(0, 'example.jpg'), speak(1, '<resource>-0')],
    answer: 'I read it aloud in speech.wav.',
    made: ['speech.wav'],
  },
  {
    id: 'pose',
    request:
      'make a picture of a girl who reads a book in the pose of the boy in example.jpg, then describe it with your voice',
    files: ['example.jpg'],
    plan: [
      wire(0, 'openpose-control', { image: 'example.jpg' }),
      wire(1, 'openpose-text-to-image', { image: '<resource>-0', text: 'a girl who reads a book' }),
      wire(2, 'object-detection', { image: '<resource>-1' }),
      wire(3, 'image-classification', { image: '<resource>-1' }),
      imageToText(4, '<resource>-1'),
      speak(5, '<resource>-4'),
    ],
    answer: 'The girl is in openpose-text-to-image.png; I describe her in speech.wav.',
    made: [
      'openpose-control.png',
      'openpose-text-to-image.png',
      'object-detection.png',
      'speech.wav',
    ],
  },
  {
    id: 'pose-and-words',
    request: 'the pose of example1.jpg with what example2.jpg shows',
    files: ['example1.jpg', 'example2.jpg'],
    plan: [
      wire(0, 'openpose-control', { image: 'example1.jpg' }),
      imageToText(1, 'example2.jpg'),
      wire(2, 'openpose-text-to-image', { image: '<resource>-0', text: '<resource>-1' }),
    ],
    answer: 'It is in openpose-text-to-image.png.',
    made: ['openpose-control.png', 'openpose-text-to-image.png'],
  },
  {
    id: 'document',
    request: 'what is the student amount in form.png? describe the picture with your voice too',
    files: ['form.png'],
    plan: [
      wire(0, 'document-question-answering', {
        image: 'form.png',
        text: 'What is the student amount?',
      }),
      wire(1, 'visual-question-answering', {
        image: 'form.png',
        text: 'What is the student amount?',
      }),
      imageToText(2, 'form.png'),
      speak(3, '<resource>-2'),
    ],
    answer: 'I looked it up and describe the form in speech.wav.',
    made: ['speech.wav'],
  },
  {
    id: 'joke',
    request: 'tell me a joke and show me a picture of a cat',
    files: [],
    plan: [
      wire(0, 'conversational', { text: 'Tell me a joke.' }),
      wire(1, 'text-to-image', { text: 'a cat' }),
    ],
    answer: 'A joke, and a cat: text-to-image.png.',
    made: ['text-to-image.png'],
  },
  {
    id: 'detail',
    request: 'describe photo.jpg in as much detail as you can',
    files: ['photo.jpg'],
    plan: [
      imageToText(0, 'photo.jpg'),
      wire(1, 'image-classification', { image: 'photo.jpg' }),
      wire(2, 'object-detection', { image: 'photo.jpg' }),
      wire(3, 'image-segmentation', { image: 'photo.jpg' }),
      wire(4, 'visual-question-answering', { image: 'photo.jpg', text: 'What is happening?' }),
    ],
    answer: 'I looked at photo.jpg in five ways.',
    made: ['object-detection.png', 'image-segmentation.png'],
  },
  {
    id: 'canny',
    request: 'based on the edge picture above, draw a red house with a garden',
    files: [],
    plan: [
      wire(0, 'canny-text-to-image', {
        image: 'canny-control.png',
        text: 'a red house with a garden',
      }),
    ],
    answer: 'The house is in canny-text-to-image.png.',
    made: ['canny-text-to-image.png'],
  },
];
