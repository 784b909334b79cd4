// Fills the text slots of a task: what it works on, and what it is told to do with it.

import type { Filling, Placed } from './link.ts';
import type { Step } from './rule.ts';
import { latestMakers, makes, type Sources } from './sources.ts';
import { changeOf, instructionOf, labelsOf, promptOf, questionOf } from './words-of.ts';

/** The text slots of a step, filled. */
export function textArguments(sources: Sources, placed: Placed): Record<string, Filling> {
  const { step } = placed.choice;
  switch (step) {
    case 'visual-question-answering':
    case 'document-question-answering':
      return { text: withBefore(sources, placed, questionOf(placed.passage)) };
    case 'question-answering':
      return questionAndContext(sources, placed);
    case 'sentence-similarity':
      return twoTexts(sources, placed);
    case 'image-editing':
      return { text: withBefore(sources, placed, changeOf(placed.passage)) };
    case 'zero-shot-classification':
      return {
        text: workedOn(sources, placed),
        labels: { value: labelsOf(placed.passage), from: [] },
      };
    case 'zero-shot-image-classification':
      return { labels: { value: labelsOf(placed.passage), from: [] } };
    case 'conversational':
    case 'text-generation':
    case 'text2text-generation':
      return { text: instructed(sources, placed) };
    default:
      return takesText(step) ? { text: workedOn(sources, placed) } : {};
  }
}

const TEXT_STEPS: ReadonlySet<Step> = new Set<Step>([
  'token-classification',
  'text-classification',
  'summarization',
  'translation',
  'text-to-image',
  'text-to-video',
  'text-to-speech',
  'fill-mask',
  'feature-extraction',
]);
function takesText(step: Step): boolean {
  return TEXT_STEPS.has(step) || step.endsWith('-text-to-image');
}

/** The text that a task works on: quoted beside it, a file, made before it, or the words themselves. */
function workedOn(sources: Sources, placed: Placed): Filling {
  const found = textAtHand(sources, placed);
  return found ?? { value: promptOf(placed.passage), from: [] };
}

const OWN_PROMPT =
  /\b(?:of|about|showing|depicting|with) (?!(?:the|each|every|all)\b|(?:[\w' -]{0,30}\b)?(?:this|that|these|those|it|its|them|description|text|summary|answer|result|results|translation|response|story|above|same|information|caption|objects?)\b)/i;
const DRAWN = /^(?:draw|paint|sketch)/i;

function textAtHand(sources: Sources, placed: Placed): Filling | undefined {
  const { passage, choice } = placed;
  const quote = passage.quotes[0];
  const made = madeText(sources, placed);
  if (quote !== undefined && (made === undefined || isPassage(quote))) {
    return { value: quote, from: [] };
  }
  const file = passage.files.find((each) => each.kind === 'text' && !sources.used.has(each.text));
  if (file !== undefined) {
    sources.used.add(file.text);
    return { value: file.text, from: [] };
  }
  const draws = choice.step === 'text-to-video' || choice.step.endsWith('text-to-image');
  const isDescribed = sources.drafts.some(
    ({ phrase, step }) => phrase === choice.start && makes(step, 'text') && !makes(step, 'image'),
  );
  if (draws && !isDescribed && (OWN_PROMPT.test(passage.words) || DRAWN.test(passage.words))) {
    return undefined;
  }
  return made ?? anyText(sources);
}

const PASSAGE_WORDS = 5;
/** Where a text was made, a short quotation beside it is more likely a name than the text to work on. */
function isPassage(quote: string): boolean {
  return quote.split(/\s+/).length >= PASSAGE_WORDS || /\p{Script=Han}{4}/u.test(quote);
}

/** Steps that only label a text: two of them side by side work on the same one. */
const LABELS: ReadonlySet<Step> = new Set<Step>([
  'token-classification',
  'text-classification',
  'zero-shot-classification',
]);

/** References to what the latest text-making place made; all of them where it is several files. */
function madeText(sources: Sources, placed: Placed): Filling | undefined {
  const isBeside = LABELS.has(placed.choice.step) && !isOrdered(placed);
  const makers = latestMakers(
    sources.drafts,
    'text',
    ({ step }) => makes(step, 'text') && !(isBeside && LABELS.has(step)),
  );
  return makers.length === 0
    ? undefined
    : {
        value: makers.map(({ id }) => `<resource>-${id}`).join('\n'),
        from: makers.map(({ id }) => id),
      };
}

/** A quotation or a text file anywhere in the request, or a text of an earlier turn. */
function anyText({ line, input }: Sources): Filling | undefined {
  const token =
    line.tokens.find(({ type }) => type === 'quote') ??
    line.tokens.find(({ kind }) => kind === 'text');
  const named = token?.text ?? input.attachments.find(({ kind }) => kind === 'text')?.name;
  const value = named ?? input.earlier.findLast(({ kind }) => kind === 'text')?.name;
  return value === undefined ? undefined : { value, from: [] };
}

const ORDER =
  /\b(?:then|after|afterwards|afterward|next|once|finally|lastly|subsequently|followed|new|newly|edited|modified|segmented|resulting|result|results|based on|using|further|later|them|these|those|each)\b|然后|接着|再|之后|最后/;

/** True where the words between two phrases say that one comes after the other. */
export function isOrdered({ passage, place }: Placed): boolean {
  return place > 0 && ORDER.test(passage.link);
}

/** A question or an instruction, with the text that the task right before it made. */
function withBefore(sources: Sources, placed: Placed, words: string): Filling {
  const before = sources.drafts.at(-1);
  if (before === undefined || !makes(before.step, 'text') || makes(before.step, 'image')) {
    return { value: words, from: [] };
  }
  const made = madeText(sources, placed);
  return made === undefined
    ? { value: words, from: [] }
    : { value: `${words}\n${made.value}`, from: made.from };
}

function instructed(sources: Sources, placed: Placed): Filling {
  const words = instructionOf(placed.passage);
  const made = madeText(sources, placed);
  if (made !== undefined) {
    return { value: `${words}\n${made.value}`, from: made.from };
  }
  const quote = placed.passage.quotes[0];
  const outside = quote === undefined ? anyText(sources) : undefined;
  return outside === undefined || words.includes(outside.value)
    ? { value: words, from: [] }
    : { value: `${words}\n${outside.value}`, from: [] };
}

function questionAndContext(sources: Sources, placed: Placed): Record<string, Filling> {
  const question = questionOf(placed.passage);
  const made = madeText(sources, placed);
  const context = made ?? contextAtHand(sources, question);
  return {
    text: { value: question, from: [] },
    ...(context === undefined ? {} : { context }),
  };
}

/** The longest quotation that is not the question, else a text file. */
function contextAtHand(sources: Sources, question: string): Filling | undefined {
  const quotes = sources.line.tokens.filter(
    ({ type, text }) => type === 'quote' && text !== question,
  );
  const longest = quotes.toSorted((a, b) => b.text.length - a.text.length)[0];
  if (longest !== undefined) {
    return { value: longest.text, from: [] };
  }
  const file = anyText({
    ...sources,
    line: { ...sources.line, tokens: sources.line.tokens.filter(({ type }) => type !== 'quote') },
  });
  return file;
}

function twoTexts(sources: Sources, placed: Placed): Record<string, Filling> {
  const literals = sources.line.tokens
    .filter(({ type, kind }) => type === 'quote' || kind === 'text')
    .map(({ text }) => ({ value: text, from: [] }));
  const attached = sources.input.attachments
    .filter(({ kind, name }) => kind === 'text' && !literals.some(({ value }) => value === name))
    .map(({ name }) => ({ value: name, from: [] }));
  const makers = sources.drafts.filter(({ step }) => makes(step, 'text')).reverse();
  const made = makers.map(({ id }) => ({ value: `<resource>-${id}`, from: [id] }));
  const own =
    literals.length >= 2 && made.length === 0
      ? literals
      : [...made.slice(0, 1), ...literals.slice(-1), ...attached, ...made.slice(1)];
  const words = { value: instructionOf(placed.passage), from: [] };
  return { text1: own[0] ?? words, text2: own[1] ?? words };
}
