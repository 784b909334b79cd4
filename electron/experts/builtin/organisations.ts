// Finds organisations by how they are named, beside those of compromise's dictionary: "Bank of …",
// "… Corporation", and firms whose name is a common word.

import type { Term, TermRange } from './compromise.ts';

const ORGANISATION_END =
  /^(?:Inc|Ltd|LLC|GmbH|Corp|Corporation|Company|Organi[sz]ation|Foundation|Association|Group|Bank|University|College|Institute|Committee|Council|Ministry|Agency|Commission|Union|Airlines|Airways|Motors|Orchestra|Museum|Society|Party|Laboratories|Labs|Technologies|Systems|Times)$/;
const ORGANISATION_START =
  /^(?:Bank|University|Ministry|Department|Institute|Museum|College|House|Bureau|Academy|Church|Court)$/;
/** Words that are firms as well as something else: firms where they are named like one. */
const AMBIGUOUS_FIRM = /^(?:Apple|Amazon|Meta|Oracle|Shell|Orange|Visa|Target)$/;

/** Runs of capitalised words that end or begin like an organisation, and firms named like one. */
export function organisations(terms: readonly Term[]): readonly TermRange[] {
  return terms.flatMap((term, i) => {
    if (ORGANISATION_START.test(term.text) && terms[i + 1]?.text === 'of') {
      const to = endOfName(terms, terms[i + 2]?.text === 'the' ? i + 3 : i + 2);
      return to > i + 2 ? [{ from: i, to }] : [];
    }
    if (ORGANISATION_END.test(bare(term))) {
      const from = startOfName(terms, i);
      return from < i ? [{ from, to: i + 1 }] : [];
    }
    return AMBIGUOUS_FIRM.test(bare(term)) && isNamedLikeAFirm(terms, i)
      ? [{ from: i, to: i + 1 }]
      : [];
  });
}

function bare(term: Term): string {
  return term.text.replace(/['’]s$/u, '').replace(/\.$/u, '');
}

function isCapitalised(term: Term | undefined, sentence: number): boolean {
  return term !== undefined && term.sentence === sentence && /^\p{Lu}/u.test(term.text);
}

function startOfName(terms: readonly Term[], last: number): number {
  const sentence = terms[last]?.sentence ?? -1;
  let from = last;
  while (isCapitalised(terms[from - 1], sentence) && !isOpener(terms[from - 1])) {
    from -= 1;
  }
  return from;
}

function isOpener(term: Term | undefined): boolean {
  return ['Determiner', 'Preposition', 'Conjunction', 'Pronoun', 'Possessive', 'QuestionWord'].some(
    (tag) => term?.tags.has(tag),
  );
}

function endOfName(terms: readonly Term[], first: number): number {
  const sentence = terms[first]?.sentence ?? -1;
  let to = first;
  while (isCapitalised(terms[to], sentence)) {
    to += 1;
  }
  return to;
}

function isNamedLikeAFirm(terms: readonly Term[], i: number): boolean {
  const [before, term, after] = [terms[i - 1], terms[i], terms[i + 1]];
  const isFirst = before === undefined || before.sentence !== term?.sentence;
  if (before?.tags.has('Determiner')) {
    return false;
  }
  const isActing = after?.tags.has('Verb') === true || after?.tags.has('Conjunction') === true;
  return !isFirst || isActing || /['’]s$/u.test(term?.text ?? '');
}
