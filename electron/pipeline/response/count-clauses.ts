// Takes an answer apart into clauses, each with the pictures that it names, so that a number can be told to
// belong to one of them. What its words say of its numbers is read once for each. Linear in the answer.

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place where pictures are named; names that are joined ("a.png and b.png") are one. */
export interface Named extends Span {
  readonly pictures: readonly string[];
}

/** What the words of a sentence or clause say of numbers. */
interface Wording {
  /** "in total", "in these pictures" */
  readonly isTotal: boolean;
  /** "each" */
  readonly isEach: boolean;
  /** "in the second picture" */
  readonly isSingle: boolean;
  /** "the caption says" */
  readonly isReporting: boolean;
}

export interface Clause extends Span, Wording {
  readonly sentence: Sentence;
  /** Pictures that it speaks of, or the clause before it where it only names them: "In b.png, …" */
  readonly pictures: readonly (readonly string[])[];
  readonly isQuoted: boolean;
}

/** Or a line; ends are exclusive. */
export interface Sentence extends Span, Wording {
  readonly text: string;
  readonly named: readonly Named[];
}

const SENTENCE_END = /[.!?](?=[\s*_"”’)]|$)|[。！？\n]/gu;
const CLAUSE_END = /[,;:+=，；：、—(（]|\b(?:and|while|but|whereas|then|plus)\b|[和而但]/giu;
const JOIN = /^[\s`*_"'“”,，、]*(?:and|&|\+|plus|和|与|及)?[\s`*_"'“”]*$/iu;
/** Characters between two names that are joined. */
const LONGEST_JOIN = 20;
/** Characters from a round bracket to a name that it explains what stands before it with: "(`b.png`)". */
const LONGEST_OPENING = 3;
const QUOTED = /"[^"\n]{1,400}"|“[^”\n]{1,400}”|「[^」\n]{1,400}」|^[ \t]{0,3}>.*$/gmu;
const ANY_NUMBER =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|no)\b|[一二两三四五六七八九十]/iu;
const EACH = /\b(?:each|every|per|respectively|apiece)\b|每|各/iu;
const TOTAL =
  /\b(?:in total|in all|altogether|overall|total|combined|all (?:the |of the )?(?:pictures|images|photos|files)|(?:these|both|the|two|three|four|five|\d+|your) (?:pictures|images|photos|photographs|files))\b|一共|总共|总计|共计|合计|共有|总数|[两三四五]张|这些|所有|全部/iu;
/** A single picture, by whatever name. */
export const SINGLE =
  /\b(?:the (?:first|second|third|fourth|fifth|last|latter|former|other)|(?:other|another|left|right|one|this|that) (?:picture|image|photo|photograph|one|file)|(?:picture|image|photo|photograph|file|task) (?:[a-z]\b|#?\d|one\b|two\b|three\b))|第.{1,2}[张个]|另一[张个]/iu;
const REPORTING =
  /\b(?:captions?|captioned|captioning|descriptions?|describes?|described|says|said|saying|states?|stated|mentions?|claims?|claimed|answers?|answered|according to|model|suggests?|reads|disagrees?)\b|描述|说|称|回答|认为/iu;

export function clausesOf(answer: string, pictures: readonly string[]): readonly Clause[] {
  const named = groupNames(answer, findNames(answer, pictures));
  const quotes = [...answer.matchAll(QUOTED)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return cut(answer, { start: 0, end: answer.length }, SENTENCE_END, named).flatMap((span) => {
    const text = answer.slice(span.start, span.end);
    const sentence = { ...span, text, named: within(named, span), ...wordingOf(text) };
    return clausesIn(answer, sentence, quotes);
  });
}

function clausesIn(answer: string, sentence: Sentence, quotes: readonly Span[]): readonly Clause[] {
  let before: readonly Named[] = [];
  return cut(answer, sentence, CLAUSE_END, sentence.named).map((span) => {
    const own = within(sentence.named, span);
    const spoken = own.length > 0 ? own : before;
    const text = answer.slice(span.start, span.end);
    before = ANY_NUMBER.test(hideNames(text, own, span.start)) ? [] : spoken;
    const quote = quotes[indexAfter(quotes, span.end - 1) - 1];
    return {
      ...{ ...span, ...wordingOf(text), sentence },
      pictures: spoken.map((name) => name.pictures),
      isQuoted: quote !== undefined && span.start < quote.end,
    };
  });
}

function wordingOf(text: string): Wording {
  return {
    isTotal: TOTAL.test(text),
    isEach: EACH.test(text),
    isSingle: SINGLE.test(text),
    isReporting: REPORTING.test(text),
  };
}

/** Names become as many of this character, so that offsets stay and no number is found in them. */
export const NAME = '@';

export function hideNames(text: string, names: readonly Span[], offset: number): string {
  let from = 0;
  const parts = names.map(({ start, end }) => {
    const part = text.slice(from, start - offset) + NAME.repeat(end - start);
    from = end - offset;
    return part;
  });
  return parts.join('') + text.slice(from);
}

/** Those of sorted spans that begin within another one. */
export function within<Part extends Span>(
  spans: readonly Part[],
  { start, end }: Span,
): readonly Part[] {
  return spans.slice(indexAfter(spans, start - 1), indexAfter(spans, end - 1));
}

/** How many of sorted spans begin at an offset or before it. */
export function indexAfter(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Parts that cover the span; no mark inside a name ends one. */
function cut(
  answer: string,
  { start, end }: Span,
  marks: RegExp,
  names: readonly Span[],
): readonly Span[] {
  const parts: Span[] = [];
  let from = start;
  for (const match of answer.slice(start, end).matchAll(marks)) {
    const at = start + match.index;
    const name = names[indexAfter(names, at) - 1];
    const next = names[indexAfter(names, at)];
    const isBeforeName = /[(（]/u.test(match[0]) && (next?.start ?? end) - at <= LONGEST_OPENING;
    if ((name === undefined || name.end <= at) && !isBeforeName) {
      parts.push({ start: from, end: at + match[0].length });
      from = at + match[0].length;
    }
  }
  return from < end ? [...parts, { start: from, end }] : parts;
}

/** In the order of the answer, the longest where several begin at once. */
function findNames(answer: string, pictures: readonly string[]): readonly Named[] {
  const lower = answer.toLowerCase();
  const found: Named[] = [];
  for (const picture of pictures) {
    const name = picture.toLowerCase();
    for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + name.length)) {
      if (!/[\w-]/u.test(lower.charAt(at - 1)) && !/\w/u.test(lower.charAt(at + name.length))) {
        found.push({ start: at, end: at + name.length, pictures: [picture] });
      }
    }
  }
  let end = 0;
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((name) => {
      const isApart = name.start >= end;
      end = isApart ? name.end : end;
      return isApart;
    });
}

/** Names with nothing but a comma or an "and" between them. */
function groupNames(answer: string, names: readonly Named[]): readonly Named[] {
  const groups: { start: number; end: number; pictures: string[] }[] = [];
  for (const { start, end, pictures } of names) {
    const last = groups.at(-1);
    if (
      last !== undefined &&
      start - last.end < LONGEST_JOIN &&
      JOIN.test(answer.slice(last.end, start))
    ) {
      last.end = end;
      last.pictures.push(...pictures.filter((picture) => !last.pictures.includes(picture)));
    } else {
      groups.push({ start, end, pictures: [...pictures] });
    }
  }
  return groups;
}
