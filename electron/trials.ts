// What a model is tried with: for each task type of this machine's models one small request, with files
// of the program's own.

import type { TaskType } from '../shared/tasks.ts';

export interface Trial {
  /** By slot, in wire form; files by their names in assets/samples/. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

const PICTURE = withFile('scene.png', 'image');
const SENTENCE = 'Ada Lovelace wrote to Charles Babbage from London in June 1833.';

const TRIALS: Readonly<Partial<Record<TaskType, Trial>>> = {
  'text-classification': words({ text: 'The staff were kind and the soup was wonderful.' }),
  'token-classification': words({ text: SENTENCE }),
  'question-answering': words({ text: 'Where did she write from?', context: SENTENCE }),
  'fill-mask': words({ text: 'The capital of France is [MASK].' }),
  'zero-shot-classification': words({
    text: 'The match ended two to one after extra time.',
    labels: 'sports, politics, cooking',
  }),
  'text-ranking': words({
    text: 'How do I boil an egg?',
    documents: 'Trains leave every hour.\nPut it into boiling water for eight minutes.',
  }),
  'feature-extraction': words({ text: SENTENCE }),
  'sentence-similarity': words({
    text1: 'A boat crosses the lake.',
    text2: 'A ship sails over the water.',
  }),
  summarization: words({
    text: 'The lighthouse was built in 1759 by John Smeaton. It stood for over a century on the Eddystone Rocks. When the rock beneath it wore away, the people of Plymouth moved its upper part to the Hoe, where visitors climb its 93 steps today.',
  }),
  translation: words({ text: 'The house is small.', target_language: 'German' }),
  'text2text-generation': words({ text: 'translate English to German: The house is small.' }),
  'text-generation': words({ text: 'Once upon a time' }),
  conversational: words({ text: 'Hello. What can you do?' }),
  'image-classification': PICTURE,
  'object-detection': PICTURE,
  'zero-shot-image-classification': withFile('scene.png', 'image', {
    labels: 'a house, a cat, a car',
  }),
  'zero-shot-object-detection': withFile('scene.png', 'image', { labels: 'house, tree, sun' }),
  'image-segmentation': PICTURE,
  'background-removal': PICTURE,
  'depth-estimation': PICTURE,
  'normal-control': PICTURE,
  'hed-control': PICTURE,
  'openpose-control': PICTURE,
  'image-to-image': PICTURE,
  'image-to-text': PICTURE,
  'visual-question-answering': withFile('scene.png', 'image', { text: 'What colour is the roof?' }),
  'document-question-answering': withFile('invoice.png', 'image', { text: 'What is the total?' }),
  'text-to-image': words({ text: 'a red boat on a quiet lake' }),
  'automatic-speech-recognition': withFile('recording.wav', 'audio'),
  'audio-classification': withFile('recording.wav', 'audio'),
  'text-to-speech': words({ text: 'The boat leaves at noon.' }),
};

/** Undefined for a task type that no model of this machine does. */
export function trialOf(type: TaskType): Trial | undefined {
  return TRIALS[type];
}

function words(args: Trial['arguments']): Trial {
  return { arguments: args, files: [] };
}

function withFile(file: string, slot: string, more: Trial['arguments'] = {}): Trial {
  return { arguments: { [slot]: file, ...more }, files: [file] };
}
