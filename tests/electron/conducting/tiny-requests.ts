// The requests that HuggingGPT is known by, in words of our own about what the tiny models know, with the
// plan that each has to become and what its answer must name.

import type { WireTask } from '../../../shared/plan.ts';
import { wire } from '../../fakes/controllers.ts';
import type { PictureName } from './tiny-pictures.ts';

export interface TinyRequest {
  readonly id: string;
  readonly request: string;
  readonly files: readonly PictureName[];
  /** A turn of the same conversation before it. */
  readonly before?: { readonly request: string; readonly files: readonly PictureName[] };
  /** What a language model says, where the rules would not plan as the original does. */
  readonly written?: readonly WireTask[];
  /** In order, each with the tasks that it takes something from: "1 text-to-speech < 0". */
  readonly plan: readonly string[];
  /** Files and their kinds. */
  readonly made: readonly string[];
  readonly says: readonly string[];
  /** What is heard in the last file. */
  readonly spoken?: string;
}

const imageToText = (id: number, image: string) => wire(id, 'image-to-text', { image });
const speak = (id: number, text: string) => wire(id, 'text-to-speech', { text });

/** A caption, boxes, and a question about the picture with its boxes. */
function counted(image: string, index: number): readonly WireTask[] {
  const id = index * 3;
  const question = { image: `<resource>-${id + 1}`, text: 'How many circles are there?' };
  return [
    imageToText(id, image),
    wire(id + 1, 'object-detection', { image }),
    wire(id + 2, 'visual-question-answering', question),
  ];
}

const COUNTED: readonly PictureName[] = ['a.png', 'b.png', 'c.png'];
const AMOUNT = { image: 'form.png', text: 'What is the student amount?' };

export const TINY_REQUESTS: readonly TinyRequest[] = [
  {
    id: 'a recipe drawn from a picture',
    request: 'Tell me what vege-meat.png shows, and draw a picture of a recipe with it.',
    files: ['vege-meat.png'],
    plan: ['0 image-to-text', '1 text-generation < 0', '2 text-to-image < 1'],
    made: ['picture.png image'],
    says: ['vege-meat.png shows: a green circle on the left', 'picture.png'],
  },
  {
    id: 'how many in three pictures',
    request: 'How many circles are in these pictures?',
    files: COUNTED,
    written: COUNTED.flatMap(counted),
    plan: [
      ...['0 image-to-text', '1 object-detection', '2 visual-question-answering < 1'],
      ...['3 image-to-text', '4 object-detection', '5 visual-question-answering < 4'],
      ...['6 image-to-text', '7 object-detection', '8 visual-question-answering < 7'],
    ],
    made: ['objects.png image', 'objects-4.png image', 'objects-7.png image'],
    says: ['**circle: 4** (1 in a.png and 3 in b.png)', 'b.png “How many circles are there?”: '],
  },
  {
    id: 'a drawing',
    request: 'Draw “a red circle on a blue ground”.',
    files: [],
    plan: ['0 text-to-image'],
    made: ['picture.png image'],
    says: ['I made picture.png', 'on the text with diffusion'],
  },
  {
    id: 'a recipe drawn from two pictures',
    request: 'What is in egg.png and chili.png? Make a recipe picture from them.',
    files: ['egg.png', 'chili.png'],
    plan: ['0 image-to-text', '1 image-to-text', '2 text-generation < 0 1', '3 text-to-image < 2'],
    made: ['picture.png image'],
    says: [
      'egg.png shows: a yellow circle on the left',
      'chili.png shows: a red triangle on the right',
      'picture.png',
    ],
  },
  {
    id: 'a video, dubbed',
    request: 'Make a video of “a blue bird flies around an apple tree”, and dub it.',
    files: [],
    plan: ['0 text-to-video', '1 text-to-speech'],
    made: ['video.webm video', 'speech.wav audio', 'video-dubbed.webm video'],
    says: ['I put speech.wav into video.webm: video-dubbed.webm'],
    spoken: 'a blue bird flies around an apple tree',
  },
  {
    id: 'a picture read aloud',
    request: 'Read the picture sign.png to me.',
    files: ['sign.png'],
    plan: ['0 image-to-text', '1 text-to-speech < 0'],
    made: ['speech.wav audio'],
    says: ['sign.png shows: a blue square on the right', 'speech.wav'],
    spoken: 'a blue square on the right',
  },
  {
    id: 'another in the same pose, described aloud',
    request:
      'Make a picture of a girl who reads a book in the pose of the boy in boy.png, then describe it with your voice.',
    files: ['boy.png'],
    written: [
      wire(0, 'openpose-control', { image: 'boy.png' }),
      wire(1, 'openpose-text-to-image', { image: '<resource>-0', text: 'a girl who reads a book' }),
      wire(2, 'object-detection', { image: '<resource>-1' }),
      wire(3, 'image-classification', { image: '<resource>-1' }),
      imageToText(4, '<resource>-1'),
      speak(5, '<resource>-4'),
    ],
    plan: [
      ...['0 openpose-control', '1 openpose-text-to-image < 0', '2 object-detection < 1'],
      ...['3 image-classification < 1', '4 image-to-text < 1', '5 text-to-speech < 4'],
    ],
    made: ['poses.png image', 'picture.png image', 'objects.png image', 'speech.wav audio'],
    says: [
      'Drawn from the joints of 1 person.',
      '**circle: 1** in picture.png',
      'circle (',
      'picture.png shows: a red circle on the left',
      'speech.wav',
    ],
    spoken: 'a red circle on the left',
  },
  {
    id: 'the pose of one and the content of another',
    request: 'Make a picture with the pose of dancer.png and the description of ball.png.',
    files: ['dancer.png', 'ball.png'],
    plan: ['0 openpose-control', '1 image-to-text', '2 openpose-text-to-image < 0 1'],
    made: ['poses.png image', 'picture.png image'],
    says: ['joints of 1 person', 'ball.png shows: a red circle on the right', 'picture.png'],
  },
  {
    id: 'a question to a document, described aloud',
    request: 'What is the student amount in form.png? Describe the picture with your voice too.',
    files: ['form.png'],
    written: [
      wire(0, 'document-question-answering', AMOUNT),
      wire(1, 'visual-question-answering', AMOUNT),
      imageToText(2, 'form.png'),
      speak(3, '<resource>-2'),
    ],
    plan: [
      ...['0 document-question-answering', '1 visual-question-answering'],
      ...['2 image-to-text', '3 text-to-speech < 2'],
    ],
    made: ['speech.wav audio'],
    says: [
      '**27**, found in form.png',
      'form.png “What is the student amount?”: ',
      'form.png shows: a',
      'speech.wav',
    ],
  },
  {
    id: 'a joke and a picture',
    request: 'Tell me a joke and show me a picture of a cat.',
    files: [],
    plan: ['0 conversational', '1 text-to-image'],
    made: ['picture.png image'],
    says: ['picture.png'],
  },
  {
    id: 'all that can be said of a picture',
    request: 'Describe square.png in as much detail as possible.',
    files: ['square.png'],
    plan: [
      ...['0 image-to-text', '1 image-classification', '2 object-detection'],
      ...['3 image-segmentation', '4 visual-question-answering'],
    ],
    made: ['objects.png image', 'regions.png image'],
    says: [
      'square.png shows: a blue square on the left',
      'square (',
      '**square: 1** in square.png',
      'background',
    ],
  },
  {
    id: 'a new picture on the edges of the turn before',
    before: { request: 'Find the edges in circle.png.', files: ['circle.png'] },
    request: 'Based on the above canny image, draw a red circle on a blue ground.',
    files: [],
    plan: ['0 canny-text-to-image'],
    made: ['picture.png image'],
    says: ['picture.png'],
  },
];
