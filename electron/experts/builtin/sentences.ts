// Splits a text into sentences that keep their offsets, for any language that Intl.Segmenter knows.
// What a sentence means or weighs belongs to the experts that use it.

/** A stretch of a text; offsets in UTF-16 code units, end exclusive, `text` the slice between them. */
export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A line at least this long that has no full stop goes on in the next one: text wrapped by hand. */
const WRAPPED_LINE_LENGTH = 40;
/** Titles and shortened words whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s("“‘'])(?:mr|mrs|ms|dr|prof|st|sr|jr|rev|gen|col|capt|lt|sgt|hon|vs|approx|fig|vol|ca|cf|e\.g|i\.e)\.$/iu;
const INITIAL = /(?:^|[\s("“‘'.])\p{Lu}\.$/u;
/** "3. Oktober": a numbered day, with the month in lower case after it. */
const ORDINAL_BEFORE_MONTH = /\d\.$/u;
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The part of `text` from `start` to `end` without the white space around it, undefined where blank. */
export function trimSpan(text: string, start: number, end: number): Span | undefined {
  const slice = text.slice(start, end);
  const trimmed = slice.trim();
  if (trimmed === '') {
    return undefined;
  }
  const from = start + slice.indexOf(trimmed);
  return { text: trimmed, start: from, end: from + trimmed.length };
}

/** Sentences in order, without the white space between them. A blank line always ends a sentence. */
export function splitSentences(text: string): readonly Span[] {
  const sentences: Span[] = [];
  let start: number | undefined;
  for (const { segment, index } of SEGMENTER.segment(joinWrappedLines(text))) {
    const end = index + segment.length;
    start ??= index;
    if (goesOn(text.slice(start, end), text.slice(end, end + 1))) {
      continue;
    }
    sentences.push(...definedSpan(trimSpan(text, start, end)));
    start = undefined;
  }
  if (start !== undefined) {
    sentences.push(...definedSpan(trimSpan(text, start, text.length)));
  }
  return sentences;
}

/** Sentences as one running text: wrapped lines are joined, Chinese and Japanese take no space. */
export function joinSentences(sentences: readonly Span[]): string {
  return sentences
    .map(({ text }) => text.replace(/\s+/gu, ' '))
    .reduce((whole, next) => {
      const space = whole === '' || /[。！？」』]$/u.test(whole) ? '' : ' ';
      return whole + space + next;
    }, '');
}

/** Each joined break becomes as many spaces, so that offsets stay true. */
function joinWrappedLines(text: string): string {
  const lines = text.split(/(\r?\n)/); // line, break, line, break, …
  return lines
    .map((part, i) => {
      const isBreak = i % 2 === 1;
      return isBreak && isWrap(lines[i - 1] ?? '', lines[i + 1] ?? '')
        ? ' '.repeat(part.length)
        : part;
    })
    .join('');
}

function isWrap(line: string, next: string): boolean {
  const [end, opening] = [line.trim(), next.trimStart().charAt(0)];
  if (end === '' || opening === '' || /[-*•]/.test(opening)) {
    return false;
  }
  const isLong = end.length >= WRAPPED_LINE_LENGTH && !/[.!?。！？:]$/u.test(end);
  return isLong || /\p{Ll}/u.test(opening);
}

function goesOn(sentence: string, next: string): boolean {
  const trimmed = sentence.trimEnd();
  if (/[\r\n]/u.test(sentence.slice(trimmed.length)) || next === '') {
    return false;
  }
  const isInitial = INITIAL.test(trimmed) && !/\p{Lu}\.\p{Lu}\.$/u.test(trimmed);
  return (
    isInitial ||
    ABBREVIATION.test(trimmed) ||
    (ORDINAL_BEFORE_MONTH.test(trimmed) && /\p{Ll}/u.test(next))
  );
}

function definedSpan(span: Span | undefined): Span[] {
  return span === undefined ? [] : [span];
}
