// Fills the text slots of a task: what it works on, and what it is told to do with it.

import type { Filling, Placed } from './link.ts';
import { bothMakers, namedMakers } from './references.ts';
import type { Step } from './rule.ts';
import { type Draft, latestMakers, makes, type Sources } from './sources.ts';
import { changeOf, instructionOf, labelsOf, promptOf, questionOf } from './words-of.ts';

/** The text slots of a step, filled. */
export function textArguments(sources: Sources, placed: Placed): Record<string, Filling> {
  const { step } = placed.choice;
  switch (step) {
    case 'visual-question-answering':
    case 'document-question-answering':
      return { text: withBefore(sources, placed, askedIn(sources, placed)) };
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
const REFERS =
  /\b(?:based on|from|of|using|with) (?:the (?:same|answer|result|results|summary|translation|description|text)|that|this|these|those|it)\b/i;
const DRAWN = /^(?:draw|paint|sketch)/i;

function textAtHand(sources: Sources, placed: Placed): Filling | undefined {
  const { passage, choice } = placed;
  const quote = passage.quotes[0];
  const made = madeText(sources, placed);
  const isTaken = quote !== undefined && sources.used.has(quote);
  if (quote !== undefined && (made === undefined || (isPassage(quote) && !isTaken))) {
    sources.used.add(quote);
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
  if (
    draws &&
    !isDescribed &&
    (OWN_PROMPT.test(passage.words) || DRAWN.test(passage.words)) &&
    !REFERS.test(passage.words)
  ) {
    return undefined;
  }
  if (made !== undefined) {
    return made;
  }
  const given = anyText(sources);
  if (given !== undefined) {
    sources.used.add(given.value);
  }
  return given;
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

/** Steps that retell a text: beside a labelling of it they take the text, not its labels. */
const RETELLS: ReadonlySet<Step> = new Set<Step>(['summarization', 'translation']);

/** References to what the latest text-making place made; all of them where it is several files. */
function madeText(sources: Sources, placed: Placed): Filling | undefined {
  const both = bothMakers(sources.drafts, placed.passage);
  const named = both.length > 0 ? both : namedMakers(sources.drafts, placed.passage);
  const makers = named.length > 0 ? named : latestTexts(sources, placed);
  return makers.length === 0
    ? undefined
    : {
        value: makers.map(({ id }) => `<resource>-${id}`).join('\n'),
        from: makers.map(({ id }) => id),
      };
}

function latestTexts(sources: Sources, placed: Placed): readonly Draft[] {
  const { step } = placed.choice;
  const isBeside = (LABELS.has(step) || RETELLS.has(step)) && !isOrdered(placed);
  return latestMakers(
    sources.drafts,
    'text',
    ({ step }) => makes(step, 'text') && !(isBeside && LABELS.has(step)),
  );
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

/** Parts that a segmentation makes: "name the objects in each region". */
const PARTS = /\b(?:the|each|every|those|these) (?:segments?|regions?|parts|areas)\b/i;

/** True where the words between two phrases say that one comes after the other. */
export function isOrdered({ passage, place }: Placed): boolean {
  return place > 0 && (ORDER.test(passage.link) || PARTS.test(passage.rest));
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

/** The question of a passage; where it is quoted, no later task takes it for a text to work on. */
function askedIn(sources: Sources, { passage }: Placed): string {
  const question = questionOf(passage);
  sources.used.add(question);
  return question;
}

function questionAndContext(sources: Sources, placed: Placed): Record<string, Filling> {
  const question = askedIn(sources, placed);
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

/** Two texts to compare: what was made and not yet used texts of the request, the latest of each. */
function twoTexts(sources: Sources, placed: Placed): Record<string, Filling> {
  const makers = sources.drafts.filter(({ step }) => makes(step, 'text')).slice(-2);
  const made = makers.map(({ id }) => ({ value: `<resource>-${id}`, from: [id] }));
  const given = textsOfRequest(sources);
  const unused = given.filter(({ value }) => !sources.used.has(value));
  const own =
    made.length === 0 || placed.passage.quotes.length > 1
      ? given
      : [...made.slice(-2 + Math.min(unused.length, 1)), ...unused.slice(-1)];
  const spare = [...own, ...given.filter((text) => !own.includes(text))];
  const words = { value: instructionOf(placed.passage), from: [] };
  const [text1 = words, text2 = words] = spare;
  sources.used.add(text1.value).add(text2.value);
  return { text1, text2 };
}

/** Quotations and text files that the request names, then text files given with it. */
function textsOfRequest({ line, input }: Sources): readonly Filling[] {
  const named = line.tokens
    .filter(({ type, kind }) => type === 'quote' || kind === 'text')
    .map(({ text }) => text);
  const attached = input.attachments.filter(({ kind }) => kind === 'text').map(({ name }) => name);
  return [...new Set([...named, ...attached])].map((value) => ({ value, from: [] }));
}
