// Holds the counts that an answer states against the counts of the results. A wrong total is replaced where
// it can mean nothing else; what is wrong in any way is followed by a line with the right numbers.

import type { Note } from '../../../shared/notes.ts';
import { joinWords } from './answer-words-english.ts';
import { type Claim, claimsIn } from './count-claims.ts';
import type { Evidence, ObjectCount } from './evidence.ts';
import { countedLabel, labelForms } from './label-forms.ts';
import { numberLike } from './numbers.ts';

interface CheckedCounts {
  readonly answer: string;
  readonly notes: readonly Note[];
}

/** Pictures that the line lists by name. */
const LISTED = 10;

export function checkCounts(answer: string, evidence: Evidence, request: string): CheckedCounts {
  const isTold = (count: ObjectCount) => linesOf(count).some((line) => answer.includes(line));
  const open = evidence.counts.filter((count) => !isTold(count));
  if (open.length === 0) {
    return { answer, notes: [] };
  }
  const claims = claimsIn({
    answer: blankOut(answer, evidence.counts.flatMap(linesOf)),
    counts: open,
    forms: open.map(({ label }) => labelForms(label)),
    evidence,
    request,
  });
  const wrong = open.flatMap((count) => wrongClaims(count, claims));
  const labels = new Set(wrong.map(({ label }) => label));
  const language = isChinese(answer, evidence.searched) ? 1 : 0;
  const added = open
    .filter(({ label }) => labels.has(label))
    .map((count) => `\n\n${linesOf(count)[language]}`);
  return { answer: replaceNumbers(answer, wrong) + added.join(''), notes: notesOf(wrong) };
}

/**
 * What somebody else is quoted with counts only where the right number is not stated beside it: then the
 * reader would take the quotation for the result.
 */
function wrongClaims({ label, total }: ObjectCount, claims: readonly Claim[]): readonly Claim[] {
  const own = claims.filter((claim) => claim.label === label);
  const isTold = own.some(({ said, isReported }) => !isReported && said === total);
  return own.filter(({ said, allowed, isReported }) =>
    isReported ? !isTold && said !== total : !allowed.includes(said),
  );
}

function replaceNumbers(answer: string, claims: readonly Claim[]): string {
  const replaced = claims
    .filter(({ isTotal, isReported, said, allowed }) => {
      const [total = 0] = allowed;
      return isTotal && !isReported && said > 1 && total > 1;
    })
    .sort((a, b) => a.start - b.start);
  let from = 0;
  const parts = replaced.map(({ start, end, allowed }) => {
    const before = answer.slice(from, start);
    from = end;
    return before + numberLike(allowed[0] ?? 0, answer.slice(start, end));
  });
  return parts.join('') + answer.slice(from);
}

function notesOf(claims: readonly Claim[]): readonly Note[] {
  const notes = claims.map(
    ({ label, said, allowed }): Note => ({
      code: 'COUNT_CORRECTED',
      ...{ label, said, counted: allowed[0] ?? 0 },
    }),
  );
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

/** The line with the right numbers, in English and in Chinese. */
function linesOf({ label, total, perTask }: ObjectCount): readonly [string, string] {
  const parts = perTask.slice(0, LISTED);
  const left = perTask.length - parts.length;
  const more = left > 0 ? [`the rest in ${left} more`] : [];
  const listed = parts.map(({ source, count }) => `${count} in ${source}`);
  const where = perTask.length === 1 ? `in ${perTask[0]?.source}` : joinWords([...listed, ...more]);
  const listedHan = parts.map(({ source, count }) => `${source}：${count}`).join('，');
  const moreHan = left > 0 ? `，另有 ${left} 个文件` : '';
  return [
    `Note: the results count ${countedLabel(label, total)} (${where}).`,
    `注：结果中 ${label} 的总数是 ${total}（${listedHan}${moreHan}）。`,
  ];
}

function isChinese(answer: string, names: readonly string[]): boolean {
  const words = names.reduce((text, name) => text.replaceAll(name, ''), answer);
  return /\p{Script=Han}/u.test(words);
}

/** Offsets stay as they are. */
function blankOut(answer: string, lines: readonly string[]): string {
  return lines.reduce(
    (text, line) => text.replaceAll(line, (found) => found.replaceAll(/\S/gu, ' ')),
    answer,
  );
}
