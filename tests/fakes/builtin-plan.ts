// A plan with every task type that has a built-in expert, on the samples.

import { wire } from './controllers.ts';

export const BUILTIN_PLAN = [
  wire(0, 'audio-to-audio', { audio: 'recording.wav' }),
  wire(1, 'canny-control', { image: 'scene.png' }),
  wire(2, 'mlsd-control', { image: 'scene.png' }),
  wire(3, 'image-to-text', { image: 'invoice.png' }),
  wire(4, 'image-to-image', { image: 'scene.png', text: 'make it grey' }),
  wire(5, 'document-question-answering', { image: 'invoice.png', text: 'What is the total?' }),
  wire(6, 'question-answering', { text: 'What is the total?', context: '<resource>-3' }),
  wire(7, 'sentence-similarity', { text1: 'A cat sleeps.', text2: 'A cat is asleep.' }),
  wire(8, 'summarization', { text: 'paragraph.txt' }),
  wire(9, 'text-classification', { text: 'What a wonderful day!' }),
  wire(10, 'token-classification', { text: 'paragraph.txt' }),
  wire(11, 'text-to-speech', { text: 'Good morning.' }),
  wire(12, 'tabular-classification', { table: 'flowers.csv' }),
];
