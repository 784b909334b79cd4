// Answers by rules in English. Data and small sentence makers.

import type { TaskType } from '../../../shared/tasks.ts';
import type { AnswerWords } from './answer-words.ts';

/** What was done, after "I"; `$` stands for what it was done to. */
const DEEDS: Readonly<Partial<Record<TaskType, string>>> = {
  'image-to-text': 'read the text of $',
  'document-question-answering': 'looked for the answer in $',
  'question-answering': 'looked for the answer in $',
  'text-to-speech': 'spoke $',
  'token-classification': 'marked the names and dates in $',
  'text-classification': 'judged the mood of $',
  summarization: 'summarised $',
  'sentence-similarity': 'compared the wording of $',
  'tabular-classification': 'filled the gaps in $',
  'object-detection': 'looked for objects in $',
  'canny-control': 'drew the edges of $',
  'mlsd-control': 'drew the straight lines of $',
  'image-to-image': 'edited $',
  'audio-to-audio': 'cleaned $',
  'zero-shot-object-detection': 'looked for those objects in $',
  'image-classification': 'looked at what $ shows',
  'zero-shot-image-classification': 'looked at which of the words suits $',
  'image-segmentation': 'divided $ into regions',
  'background-removal': 'took the background out of $',
  'depth-estimation': 'estimated the depth of $',
  'normal-control': 'drew the surfaces of $',
  'visual-question-answering': 'looked for the answer in $',
  'automatic-speech-recognition': 'wrote down $',
  'audio-classification': 'listened to $',
};

const SPEAKERS = {
  description: 'The description of',
  answer: 'The answer about',
  detection: 'Another search of',
} as const;

const inPlace = (from: string) => (from === '' ? '' : ` in ${from}`);

export const ENGLISH_ANSWER: AnswerWords = {
  locale: 'en',
  list: joinWords,
  line: (sentences) => sentences.join(' '),
  lasting: (file, seconds) => `${file} (${seconds} s)`,
  sized: (file, size) => `${file} (${size})`,
  made: (files) => `I made ${files}.`,
  dubbed: (speech, video, file) => `I put ${speech} into ${video}: ${file}.`,

  count: ({ label, total, perTask }) => {
    const parts = perTask.map(({ source, count }) => `${count} in ${source}`);
    return `**${label}: ${total}**${perTask.length > 1 ? ` (${joinWords(parts)})` : ` in ${perTask[0]?.source ?? ''}`}.`;
  },
  disagreement: (disagreement) => {
    if (disagreement.kind === 'answer') {
      const given = disagreement.answers.map(
        ({ task, text }) => `"${text.replaceAll(/\s+/gu, ' ')}" (task ${task})`,
      );
      return `The answers to "${disagreement.question}" differ: ${given.join(', ')}.`;
    }
    const { by, picture, label, said, counted } = disagreement;
    return `${SPEAKERS[by]} ${picture} says ${said} for ${label}, the detector found ${counted}; the count above is the detector's.`;
  },

  notDone: 'Not done:',
  failed: ({ type, id }, why) => `${type} (task ${id}) failed: ${why}`,
  skipped: ({ type, id }, because) =>
    `${type} (task ${id}) was skipped because task ${because} failed.`,
  stopped: ({ type, id }) => `${type} (task ${id}) was stopped.`,
  undubbed: (video, why) => `${video} could not be dubbed: ${why}`,
  noTask: (files) =>
    `I found no task ${files === '' ? 'in this request' : `for ${files}`}. The built-in rules plan tasks and do not chat. Say what should be ` +
    'done and to which file, for example: read invoice.png for me, summarise notes.txt, find the edges in photo.jpg.',

  step: (type, object, model) =>
    `${(DEEDS[type] ?? `did ${type} on $`).replace('$', () => object)} with ${model}`,
  times: (step, times) => `${step} ${times} times`,
  way: (steps) =>
    steps.length < 3
      ? `I ${steps.join(', then ')}.`
      : `I ${steps.slice(0, -1).join(', ')}, then ${steps.at(-1)}.`,
  theText: 'the text',
  passedOn: (references) => (references === 1 ? 'it' : 'them'),
  unnamedModel: 'an unnamed model',

  reads: (from, text) => `${from} reads:\n\n${text}`,
  shows: (from, text) => `${from} shows: ${text}`,
  noDescription: (from) => `No description of ${from} was made.`,
  noTextFound: (from) => `No text was found in ${from}.`,
  found: (answer, from, score) => `**${answer}**, found${inPlace(from)} (score ${score}).`,
  noAnswer: (from) => `No answer was found${inPlace(from)}.`,
  asked: (question) => ` “${question}”`,
  answered: (about, text) => `${about}: ${text}`,
  kinds: {
    PERSON: 'People',
    LOCATION: 'Places',
    ORGANIZATION: 'Organisations',
    DATE: 'Dates',
    MONEY: 'Amounts',
  },
  kind: (name, found) => `${name}: ${found.join(', ')}`,
  noEntities: (from) => `No names, places or dates were found${inPlace(from)}.`,
  mood: (from, mood, score) =>
    `The mood of ${from || 'the text'} is ${mood ?? 'unclear'} (score ${score}).`,
  summary: (from, text) => `${from === '' ? 'In short' : `${from} in short`}:\n\n${text}`,
  unknownScore: 'unknown',
  result: () => undefined,
};

/** "a", "a and b", "a, b and c" */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
