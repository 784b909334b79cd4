// What each part of a score is worth for one model, from 0 to 1. What is not known mostly counts half,
// so that it neither helps nor harms. Pure.

import type { SizeClass } from '../../../shared/catalogue.ts';
import type { Host } from '../../../shared/models.ts';
import type { RankingPart } from '../../../shared/ranking.ts';
import type { ExpertFacts } from '../../experts/expert.ts';
import type { TaskStatistics } from '../deps.ts';
import type { Rankable, RankingContext } from '../ranking.ts';
import { isOwnTask } from './own-tasks.ts';

/** What a model is seen beside. */
export interface Among {
  readonly context: RankingContext;
  /** The shortest median time of the models; undefined where none has run. */
  readonly fastestMs: number | undefined;
}

/** A model with its facts, read once. */
export type Seen = Rankable & { readonly facts: ExpertFacts };

const UNKNOWN = 0.5;

/** A value that is not a number counts as unknown. */
export const PART_VALUES: Readonly<Record<RankingPart, (one: Seen, among: Among) => number>> = {
  place: placeOf,
  ready: ({ isDistant, statistics }) => Number(!isDistant && !failsMostly(statistics)),
  warm: warmth,
  own: ({ offer }) => Number(offer.model.host === 'controller' && isOwnTask(offer.task)),
  fit: ({ facts }) => memoryToSpare(facts),
  language: ({ offer }, { context }) => knows(offer.model.languages, context.language),
  quality,
  size: lightness,
  downloads: ({ facts }) => logShare(facts.downloads, MOST_DOWNLOADS),
  likes: ({ facts }) => logShare(facts.likes, MOST_LIKES),
  recency: ({ facts }, { context }) => recency(facts.updatedAt, context.now),
  success: ({ statistics }) => successRate(statistics),
  speed: ({ statistics: { medianMs } }, { fastestMs }) =>
    medianMs > 0 && fastestMs !== undefined ? fastestMs / medianMs : UNKNOWN,
};

/** This machine first; a language model that is asked otherwise has the plan and the answer to do as well. */
const NEARBY = {
  builtin: 1,
  onnx: 1,
  controller: 0.75,
  hub: 0,
} as const satisfies Record<Host, number>;

function placeOf({ offer, facts }: Seen, { context: { mode } }: Among): number {
  const { host } = offer.model;
  if (mode !== 'remote') {
    return NEARBY[host];
  }
  if (host === 'builtin') {
    return 0.5; // part of the program in every mode
  }
  return Number(host === 'hub' || (host === 'controller' && facts.device === 'hosted'));
}

/** Fewer tasks say too little. */
const ENOUGH_TASKS = 3;

/** It is here, but of no use: what does not work has not to be preferred for being here. */
function failsMostly({ succeeded, failed }: TaskStatistics): boolean {
  return succeeded + failed >= ENOUGH_TASKS && failed > succeeded;
}

function warmth({ isDistant, facts: { isWarm } }: Seen): number {
  return isDistant ? 0 : isWarm === undefined ? UNKNOWN : Number(isWarm);
}

/** Share of the free memory that stays free. */
function memoryToSpare({ fit }: ExpertFacts): number {
  return fit === undefined ? UNKNOWN : 1 - fit.neededBytes / fit.freeBytes;
}

/** No languages: they don't matter, or it knows most of them. */
function knows(languages: readonly string[], language: string | undefined): number {
  if (language === undefined) {
    return UNKNOWN;
  }
  const codes = languages.map((code) => code.toLowerCase().split(/[-_]/u)[0]);
  return Number(codes.length === 0 || codes.includes(language) || codes.includes('multilingual'));
}

const QUALITY = { small: 0.25, balanced: 0.75, best: 1 } as const satisfies Record<
  SizeClass,
  number
>;
/** Models that the catalogue does not list, between its small and its balanced ones. */
const UNLISTED = 0.5;

/** Models come before what is built in; the language model has its own tasks. */
function quality({ offer, facts: { size } }: Seen): number {
  const { host } = offer.model;
  if (host === 'builtin' || host === 'controller') {
    return 0;
  }
  return size === undefined ? UNLISTED : QUALITY[size];
}

/** In bytes: up to the light one nothing is gained, from the heavy one on nothing is left. */
const LIGHT = 1e6;
const HEAVY = 1e10;

/** What no one has said may be heavy. */
function lightness({ isDistant, fetchBytes = HEAVY }: Seen): number {
  return isDistant ? Math.log(HEAVY / Math.max(1, fetchBytes)) / Math.log(HEAVY / LIGHT) : 1;
}

/** Counts of the Hub's most used and best liked models, about. */
const MOST_DOWNLOADS = 1e8;
const MOST_LIKES = 1e5;

function logShare(count: number | undefined, most: number): number {
  return count === undefined ? UNKNOWN : Math.log1p(Math.max(0, count)) / Math.log1p(most);
}

const YEAR_MS = 365.25 * 24 * 3600 * 1000;

/** Half after a year, a third after two. */
function recency(updatedAt: number | undefined, now: number): number {
  return updatedAt === undefined ? UNKNOWN : 1 / (1 + Math.max(0, now - updatedAt) / YEAR_MS);
}

/** One success is assumed, so that a new model starts at 1. */
function successRate({ succeeded, failed }: TaskStatistics): number {
  return (succeeded + 1) / (succeeded + failed + 1);
}
