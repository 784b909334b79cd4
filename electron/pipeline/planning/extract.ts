// Finds the plan in what a controller wrote: among prose, code fences and drafts, in strict JSON or
// in something near it. What the values mean belongs to shape.ts.

import { jsonrepair } from 'jsonrepair';
import { jsonOrNothing } from '../../../shared/json-or-nothing.ts';
import { resolveTaskType } from '../../../shared/tasks.ts';
import { type Region, readRegion } from './brackets.ts';
import { idsOf, isRecord, namesOf, readField } from './fields.ts';
import { type Findings, LIMITS, problem, repair } from './findings.ts';

export interface Extraction {
  /** The list that was written; nothing in it has been checked. */
  readonly list: readonly unknown[];
  /** Brackets that the text lacks at its very end, such as "}]"; "" where it was closed. */
  readonly missing: string;
}

interface Candidate extends Extraction {
  readonly region: Region;
  readonly isMended: boolean;
  readonly rank: Rank;
}

/** How much a list looks like a plan. */
const RANKS = { known: 4, named: 3, empty: 2, other: 1, unreadable: 0 } as const;
type Rank = (typeof RANKS)[keyof typeof RANKS];

/** Where a list or an object may begin: a bracket in prose, as in "[1]", is none. */
const START =
  /\[\s*(?=[{[\]]|$)|\[\s*(?=["'][\w\s]{1,40}["']\s*:)|\{\s*(?=\{|["'“‘`]|\w+["']?\s*:|$)/g;
/** Lists and objects that are looked at in one text. */
const MOST_REGIONS = 64;

/** The plan's list, or undefined with a problem noted. */
export function extractPlan(text: string, findings: Findings): Extraction | undefined {
  if (text.length > LIMITS.characters) {
    problem(findings, 'TOO_LONG', {
      message: `The plan is too long to read: ${text.length} characters, and ${LIMITS.characters} are taken.`,
    });
    return undefined;
  }
  const plain = unwrap(text);
  const candidates = findCandidates(plain, findings);
  const chosen = findings.problems.length > 0 ? undefined : choose(candidates, findings);
  if (chosen === undefined) {
    if (findings.problems.length === 0) {
      problem(findings, 'NO_PLAN', { message: 'The controller wrote no list of tasks.' });
    }
    return undefined;
  }
  noteSurroundings(plain, chosen, findings);
  return chosen;
}

/** A text that is itself one JSON string holds the plan inside. */
function unwrap(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('"')) {
    return text;
  }
  const inner = jsonOrNothing(trimmed);
  return typeof inner === 'string' ? inner : text;
}

/** What brackets.ts made of it is JSON but for oddities, which jsonrepair knows. */
function readList(list: string): unknown {
  try {
    return jsonOrNothing(list) ?? JSON.parse(jsonrepair(list));
  } catch {
    return undefined; // not to be repaired: the caller reports that there is no plan
  }
}

function findCandidates(text: string, findings: Findings): readonly Candidate[] {
  const candidates: Candidate[] = [];
  START.lastIndex = 0;
  for (let start = START.exec(text)?.index; start !== undefined; start = START.exec(text)?.index) {
    if (candidates.length === MOST_REGIONS) {
      const message = `The controller wrote more than ${MOST_REGIONS} lists, and none can be told to be the plan.`;
      problem(findings, 'NO_PLAN', { message });
      break;
    }
    const region = readRegion(text, start);
    if (region.isTooDeep) {
      problem(findings, 'TOO_DEEP', {
        message: `The plan has more than ${LIMITS.depth} brackets inside one another.`,
      });
      break;
    }
    candidates.push(...toCandidate(text, region));
    START.lastIndex = Math.max(region.end, start + 1);
  }
  return candidates;
}

/** The region as a list; where it cannot be read, none, and of lowest rank if it named tasks. */
function toCandidate(text: string, region: Region): readonly Candidate[] {
  const strict = jsonOrNothing(text.slice(region.start, region.end));
  const lenient = strict === undefined && !region.isBroken ? readList(region.list) : undefined;
  const list = isRecord(strict) ? [strict] : (strict ?? lenient);
  if (!Array.isArray(list)) {
    const isPlan = /["'](?:task|type|name)["']\s*:/i.test(region.list);
    const nothing = { list: [], missing: '', isMended: false };
    return isPlan ? [{ region, ...nothing, rank: RANKS.unreadable }] : [];
  }
  const missing = region.isTorn ? 'torn' : region.missing;
  return [{ region, list, missing, isMended: strict === undefined, rank: rankOf(list) }];
}

function rankOf(list: readonly unknown[]): Rank {
  if (list.length === 0) {
    return RANKS.empty;
  }
  const names = list.flat().flatMap((entry) => namesIn(entry));
  if (names.some((name) => resolveTaskType(name) !== undefined)) {
    return RANKS.known;
  }
  return names.length > 0 ? RANKS.named : RANKS.other;
}

function namesIn(entry: unknown): readonly string[] {
  if (!isRecord(entry)) {
    return [];
  }
  const inner = readField(entry, 'tasks');
  return Array.isArray(inner)
    ? inner.filter(isRecord).flatMap((task) => namesOf(task))
    : namesOf(entry);
}

/**
 * The last list that looks like a plan: a draft comes before what is meant. Tasks that stand alone in
 * prose, one step each, make one plan together.
 */
function choose(all: readonly Candidate[], findings: Findings): Candidate | undefined {
  const best = Math.max(...all.map((candidate) => candidate.rank));
  const equals = all.filter((candidate) => candidate.rank === best);
  const [first] = equals;
  const unread = all.findLastIndex(({ rank }) => rank === RANKS.unreadable);
  const isSplinter = first?.region.isUnopened !== false || unread > all.lastIndexOf(first);
  if (best === RANKS.unreadable || (unread !== -1 && isSplinter)) {
    return undefined; // what can be read may be a splinter of what cannot
  }
  if (first !== undefined && equals.length > 1 && areSteps(equals)) {
    repair(findings, 'JSON_MENDED', `The ${equals.length} tasks were put into one list.`);
    const missing = equals.at(-1)?.missing ?? '';
    return { ...first, list: equals.flatMap((candidate) => candidate.list), missing };
  }
  const chosen = equals.findLast((candidate) => candidate.missing === '') ?? equals.at(-1);
  if (equals.some((other) => JSON.stringify(other.list) !== JSON.stringify(chosen?.list))) {
    repair(findings, 'LAST_TAKEN', 'Several plans were written; the last whole one was taken.');
  }
  return chosen;
}

/** Whether these are the steps of one plan: single tasks, none of them the same one over again. */
function areSteps(candidates: readonly Candidate[]): boolean {
  const ids = candidates.map(({ list, region }) => {
    const [only] = list;
    const id = isRecord(only) && list.length === 1 ? idsOf(only)[0] : undefined;
    return id ?? (region.isUnopened && list.length === 1 ? Symbol('no id') : undefined);
  });
  return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
}

function noteSurroundings(text: string, { region, isMended }: Candidate, findings: Findings): void {
  if (`${text.slice(0, region.start)}${text.slice(region.end)}`.trim() !== '') {
    repair(findings, 'TAKEN_OUT', 'The plan was taken out of the text around it.');
  }
  if (isMended) {
    repair(findings, 'JSON_MENDED', 'Quotes, commas or brackets of the plan were put right.');
  }
}
