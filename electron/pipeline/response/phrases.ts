// How an answer speaks of findings: what was done, and what each says. The sentences are those of a language
// (answer-words.ts); which findings are told, and in which order, belongs to respond.ts.

import type { NamedArtefact } from '../../../shared/media.ts';
import { referencesOf } from '../../../shared/plan.ts';
import type { AnswerWords } from './answer-words.ts';
import type { Finding } from './evidence.ts';

/** "read the text of invoice.png with Tesseract", "spoke it with Flite" */
export function stepOf({ state, sources }: Finding, words: AnswerWords): string {
  const { type, arguments: slots } = state.task;
  const filled = Object.values(slots);
  const references = filled.filter((argument) => referencesOf(argument).length > 0).length;
  const isOnlyPassedOn = references > 0 && !filled.some(({ from }) => from === 'file');
  const object = isOnlyPassedOn ? words.passedOn(references) : words.list(sources) || words.theText;
  return words.step(type, object, state.assignment?.model.name ?? words.unnamedModel);
}

/** "speech.wav (7.2 s)", "edges.png (640 × 480)" */
export function fileWords({ name, artefact }: NamedArtefact, words: AnswerWords): string {
  const { width, height, duration } = artefact;
  if (duration !== undefined) {
    return words.lasting(name, duration.toFixed(1));
  }
  return width === undefined || height === undefined
    ? name
    : words.sized(name, `${width} × ${height}`);
}

/** What one finding says, in Markdown; '' where its files say it all. */
export function findingWords(finding: Finding, words: AnswerWords): string {
  const { state, sources, picture } = finding;
  const { text, entities, answers, labels } = state.output;
  // Of a picture that was made on the way, and not of what that was made from.
  const from = picture ?? words.list(sources);
  switch (state.task.type) {
    case 'image-to-text':
      return pictureWords(finding, from, words);
    case 'document-question-answering':
    case 'question-answering':
      return answerWords(answers?.[0], from, words);
    case 'visual-question-answering':
      return pictureAnswerWords(finding, from, words);
    case 'token-classification':
      return entityWords(entities ?? [], from, words);
    case 'text-classification':
      return words.mood(from, labels?.[0]?.label.toLowerCase(), score(labels?.[0]?.score, words));
    case 'summarization':
      return words.summary(from, quote(text ?? ''));
    case 'object-detection':
    case 'zero-shot-object-detection':
      // The counts over all pictures say it where there is something to count.
      return state.output.objects?.length === 0 ? multiline(text ?? '') : '';
    default:
      return words.result(state.output) ?? (text === undefined ? '' : multiline(text));
  }
}

/** The built-in model reads the text in a picture, the others describe what it shows. */
function pictureWords(
  { state: { assignment, output } }: Finding,
  from: string,
  words: AnswerWords,
): string {
  const { text = '' } = output;
  const isDescribed = assignment !== undefined && assignment.model.host !== 'builtin';
  if (text === '') {
    return isDescribed ? words.noDescription(from) : words.noTextFound(from);
  }
  return isDescribed ? words.shows(from, text) : words.reads(from, quote(text));
}

/** With what was asked, since several pictures and questions give answers of a word or two. */
function pictureAnswerWords(
  { state: { task, output } }: Finding,
  from: string,
  words: AnswerWords,
): string {
  const text = multiline(output.text ?? '');
  const asked = task.arguments.text;
  const question = asked?.from === 'literal' ? words.asked(asked.value) : '';
  const about = `${from}${question}`.trim();
  return text === '' || about === '' || text.startsWith('>') ? text : words.answered(about, text);
}

interface FoundAnswer {
  readonly text: string;
  readonly score: number;
}

function answerWords(answer: FoundAnswer | undefined, from: string, words: AnswerWords): string {
  return answer === undefined
    ? words.noAnswer(from)
    : words.found(answer.text.replaceAll('\n', ' '), from, score(answer.score, words));
}

function entityWords(
  entities: readonly { readonly label: string; readonly text: string }[],
  from: string,
  words: AnswerWords,
): string {
  if (entities.length === 0) {
    return words.noEntities(from);
  }
  const groups = Map.groupBy(entities, ({ label }) => label);
  return [...groups]
    .map(([label, found]) => {
      const distinct = [...new Set(found.map(({ text }) => text.replaceAll(/\s+/g, ' ')))];
      return `- ${words.kind(words.kinds[label] ?? label, distinct)}`;
    })
    .join('\n');
}

function score(value: number | undefined, words: AnswerWords): string {
  return value === undefined ? words.unknownScore : value.toFixed(2);
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
