// Numbers that do not stand right before the thing that they count: "zebras: 2", "one in a.png and three in
// b.png", "two in total", "a.png: 3", "2只", an answer that is only "Two."

import type { Claims } from './count-claims.ts';
import {
  type Clause,
  hideNames,
  indexAfter,
  NAME,
  type Sentence,
  within,
} from './count-clauses.ts';
import type { CountedPhrase } from './counted-phrases.ts';
import type { LabelForms } from './label-forms.ts';
import { numberIn } from './numbers.ts';

interface Known {
  readonly clauses: readonly Clause[];
  /** In the order of the answer. */
  readonly phrases: readonly CountedPhrase[];
  /** The one thing that is counted, or that was asked for. */
  readonly only: string | undefined;
}

const NUMBER =
  '(\\d{1,6}|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[零一二两三四五六七八九十]{1,3})';
const BEFORE = '(?<![\\w.,-])';
const MARKS = '[\\s*_`"“”]{0,4}';
/** No decimals, no lists of numbers, no units. */
const AFTER =
  '(?=[\\s*_只匹头个]{0,4}(?:$|[.!](?!\\d)|,(?!\\s*\\d)|[;)(，。；、！（]|in\\b|and\\b|across\\b))';

/** Anything that is counted. */
const FORMS: readonly RegExp[] = [
  `${BEFORE}${NUMBER}${MARKS}(?:of (?:them|these) )?(?:in|on|from)\\b${MARKS}(?:the )?(?:picture |image |photo |file )?${MARKS}(?=${NAME})`,
  `${NAME}${MARKS}(?::|=|has|shows|contains|：|里?有|中?有)${MARKS}${NUMBER}${AFTER}`,
  `${BEFORE}${NUMBER}${MARKS}(?:in total|altogether|in all)\\b`,
  `\\btotal(?: number| count)? (?:is|of|was)${MARKS}${NUMBER}${AFTER}`,
  `^${MARKS}(?:(?:yes|so|the answer is|there (?:is|are)|i (?:counted|count|found|see|detected)|一?共?有|总共有?|一共)[\\s,:*_]{0,4})?${NUMBER}[只匹头个\\s.!*_。！]{0,6}$`,
  `(?:共|有|是)${MARKS}${NUMBER}${MARKS}[只匹头]`,
].map((form) => new RegExp(form, 'giu'));

/** Words of counting, without which a number beside a file's name may be anything. */
const COUNTING =
  /\b(?:count\w*|found|find|see|detected|there (?:is|are|was|were)|total|in all)\b|共|有|数/iu;
const SHORT_SENTENCE = 40;

export function loneNumbers(claims: Claims, known: Known): readonly CountedPhrase[] {
  const byName = claims.forms.map((forms) => ({ label: forms.label, form: afterName(forms) }));
  const sentences = new Set(known.clauses.map(({ sentence }) => sentence));
  const found = new Map<number, CountedPhrase>();
  for (const sentence of sentences) {
    const text = hideNames(sentence.text, sentence.named, sentence.start);
    const label = labelOf(text, sentence, known);
    const spans = [
      ...byName.flatMap(({ label: own, form }) => numbersIn(text, form, own)),
      ...(label === undefined ? [] : FORMS.flatMap((form) => numbersIn(text, form, label))),
    ];
    for (const { written, at, label: own } of spans) {
      const start = sentence.start + at;
      const end = start + written.length;
      const before = known.phrases[indexAfter(known.phrases, start) - 1];
      const number = numberIn(written);
      if (number !== undefined && !found.has(start) && (before?.nounEnd ?? 0) <= start) {
        const isArticle = written === '一';
        found.set(start, {
          label: own,
          number,
          isArticle,
          start,
          end,
          nounEnd: end,
          isPlural: true,
        });
      }
    }
  }
  return [...found.values()];
}

/** "zebras: 2", "the number of zebras is two", "斑马有2只" */
function afterName({ singular, plural, han }: LabelForms): RegExp {
  const names = [...plural, ...singular, ...han].map((name) => RegExp.escape(name)).join('|');
  return new RegExp(
    `(?<!\\p{L})(?:${names})${MARKS}(?:count|counted|found|detected|in total|total)?${MARKS}(?::|=|×|：|is|was|are|(?:的?(?:数量|总数))?(?:是|为)|一?共?有|总共有)${MARKS}${NUMBER}${AFTER}`,
    'giu',
  );
}

function numbersIn(text: string, form: RegExp, label: string) {
  return [...text.matchAll(form)].map((match) => {
    const written = match[1] ?? '';
    return { written, at: match.index + match[0].lastIndexOf(written), label };
  });
}

/** What the sentence counts; else the only thing there is, where the sentence counts at all. */
function labelOf(
  text: string,
  sentence: Sentence,
  { phrases, only }: Pick<Known, 'phrases' | 'only'>,
): string | undefined {
  const labels = new Set(within(phrases, sentence).map(({ label }) => label));
  if (labels.size > 0) {
    return labels.size === 1 ? [...labels][0] : undefined;
  }
  const isBare =
    text.length < SHORT_SENTENCE &&
    numberIn(text.replaceAll(/[\s.!*_。！只匹头个]/gu, '')) !== undefined;
  return isBare || COUNTING.test(text) ? only : undefined;
}
