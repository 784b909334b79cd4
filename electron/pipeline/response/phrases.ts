// How an answer speaks of task types: what was done, and what a finding says. Data and small sentence
// makers; which findings are told, and in which order, belongs to respond.ts.

import type { NamedArtefact } from '../../../shared/media.ts';
import { referencesOf } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import type { Finding } from './evidence.ts';

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

/** "read the text of invoice.png", "spoke it", or "did image-segmentation on scene.png". */
export function deedOf({ state, sources }: Finding): string {
  const { type, arguments: slots } = state.task;
  const filled = Object.values(slots);
  const references = filled.filter((argument) => referencesOf(argument).length > 0).length;
  const isOnlyPassedOn = references > 0 && !filled.some(({ from }) => from === 'file');
  const passedOn = references === 1 ? 'it' : 'them';
  const object = isOnlyPassedOn ? passedOn : joinWords(sources) || 'the text';
  return (DEEDS[type] ?? `did ${type} on $`).replace('$', () => object);
}

/** "a", "a and b", "a, b and c" */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** "speech.wav (7.2 s)", "edges.png (640 × 480)" */
export function fileWords({ name, artefact }: NamedArtefact): string {
  const { width, height, duration } = artefact;
  if (duration !== undefined) {
    return `${name} (${duration.toFixed(1)} s)`;
  }
  return width === undefined || height === undefined ? name : `${name} (${width} × ${height})`;
}

const LABEL_WORDS: Readonly<Record<string, string>> = {
  PERSON: 'People',
  LOCATION: 'Places',
  ORGANIZATION: 'Organisations',
  DATE: 'Dates',
  MONEY: 'Amounts',
};

/** What one finding says, in Markdown; '' where its files say it all. */
export function findingWords(finding: Finding): string {
  const { state, sources, picture } = finding;
  const { text, entities, answers, labels } = state.output;
  // Of a picture that was made on the way, and not of what that was made from.
  const from = picture ?? joinWords(sources);
  switch (state.task.type) {
    case 'image-to-text':
      return pictureWords(finding, from);
    case 'document-question-answering':
    case 'question-answering':
      return answerWords(answers?.[0], from);
    case 'visual-question-answering':
      return pictureAnswerWords(finding, from);
    case 'token-classification':
      return entityWords(entities ?? [], from);
    case 'text-classification':
      return `The mood of ${from || 'the text'} is ${labels?.[0]?.label.toLowerCase() ?? 'unclear'} (score ${score(labels?.[0]?.score)}).`;
    case 'summarization':
      return `${from === '' ? 'In short' : `${from} in short`}:\n\n${quote(text ?? '')}`;
    case 'object-detection':
    case 'zero-shot-object-detection':
      // The counts over all pictures say it where there is something to count.
      return state.output.objects?.length === 0 ? multiline(text ?? '') : '';
    default:
      return text === undefined ? '' : multiline(text);
  }
}

/** The built-in model reads the text in a picture, the others describe what it shows. */
function pictureWords({ state: { assignment, output } }: Finding, from: string): string {
  const { text = '' } = output;
  const isDescribed = assignment !== undefined && assignment.model.host !== 'builtin';
  if (text === '') {
    return isDescribed ? `No description of ${from} was made.` : `No text was found in ${from}.`;
  }
  return isDescribed ? `${from} shows: ${text}` : `${from} reads:\n\n${quote(text)}`;
}

/** With what was asked, since several pictures and questions give answers of a word or two. */
function pictureAnswerWords({ state: { task, output } }: Finding, from: string): string {
  const text = multiline(output.text ?? '');
  const asked = task.arguments.text;
  const question = asked?.from === 'literal' ? ` “${asked.value}”` : '';
  const about = `${from}${question}`.trim();
  return text === '' || about === '' || text.startsWith('>') ? text : `${about}: ${text}`;
}

interface FoundAnswer {
  readonly text: string;
  readonly score: number;
}

function answerWords(answer: FoundAnswer | undefined, from: string): string {
  const place = from === '' ? '' : ` in ${from}`;
  return answer === undefined
    ? `No answer was found${place}.`
    : `**${answer.text.replaceAll('\n', ' ')}**, found${place} (score ${score(answer.score)}).`;
}

function entityWords(
  entities: readonly { readonly label: string; readonly text: string }[],
  from: string,
): string {
  if (entities.length === 0) {
    return `No names, places or dates were found${from === '' ? '' : ` in ${from}`}.`;
  }
  const groups = Map.groupBy(entities, ({ label }) => label);
  return [...groups]
    .map(([label, found]) => {
      const distinct = [...new Set(found.map(({ text }) => text.replaceAll(/\s+/g, ' ')))];
      return `- ${LABEL_WORDS[label] ?? label}: ${distinct.join(', ')}`;
    })
    .join('\n');
}

function score(value: number | undefined): string {
  return value === undefined ? 'unknown' : value.toFixed(2);
}

function multiline(text: string): string {
  return text.includes('\n') ? quote(text) : text;
}

function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
