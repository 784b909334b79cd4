// Ranks the models that could do a task by how well they fit it here and now: a sum of parts, each a number
// from 0 to 1 times its weight. Pure. What a part is worth belongs to ranking/parts.ts, what keeps a model
// from running to ranking/obstacles.ts, the words to ranking/reason.ts.

import type { Host } from '../../shared/models.ts';
import {
  type Obstacle,
  RANKING_PARTS,
  type RankingPart,
  type ScorePart,
} from '../../shared/ranking.ts';
import type { Mode, Settings } from '../../shared/settings.ts';
import type { ExpertFacts, Offer } from '../experts/expert.ts';
import type { TaskStatistics } from './deps.ts';
import { obstacleOf } from './ranking/obstacles.ts';
import { type Among, PART_VALUES, type Seen } from './ranking/parts.ts';

export interface Rankable {
  readonly offer: Offer;
  /** It would have to be fetched first. */
  readonly isDistant: boolean;
  /** Bytes to fetch, where they are known. */
  readonly fetchBytes: number | undefined;
  readonly statistics: TaskStatistics;
}

export interface RankingContext extends Pick<Settings, 'licences' | 'rankingWeights'> {
  readonly mode: Mode;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** ISO 639-1 code of the input's language, where it is known. */
  readonly language: string | undefined;
  /** Id of the model that the person wants first for this task type. */
  readonly pinned?: string | undefined;
}

export interface Ranking {
  /** The sum of the parts; 0 where there is an obstacle. */
  readonly score: number;
  readonly parts: readonly ScorePart[];
  readonly obstacle?: Obstacle;
}

export type Ranked<One extends Rankable = Rankable> = One & {
  /** As they were when it was ranked. */
  readonly facts: ExpertFacts;
  readonly ranking: Ranking;
};

/**
 * They stand in these relations, so that
 * - among models that are here and have done equally well, the order is: the language model for its own
 *   tasks; the catalogue's best, balanced, those that it does not list, its small ones; what is built in; the
 *   language model; hosted ones. A step of `quality` outweighs warm, fit, downloads, likes, recency and speed
 *   together; so does a quarter of `place`, and three quarters of it these and all of `quality`; `own`
 *   outweighs `place` and all of those.
 * - a model that does not know the language of the input comes after one that does, wherever they run:
 *   `language` outweighs `place` and what hosted models can be ahead in quality.
 * - a model that has to be fetched never beats one that is ready: `ready` outweighs all that it can be ahead
 *   in. A model that has failed most of its tasks here does not count as ready (ranking/parts.ts).
 * - among those to be fetched, a step of `quality` is worth two and a half times the bytes.
 */
export const DEFAULT_WEIGHTS: Readonly<Record<RankingPart, number>> = {
  place: 20,
  ready: 90,
  warm: 0.5,
  own: 40,
  fit: 0.5,
  language: 30,
  quality: 12,
  size: 30,
  downloads: 0.5,
  likes: 0.25,
  recency: 0.25,
  success: 30,
  speed: 0.5,
};

/** Where all else is equal. */
const HOST_ORDER: readonly Host[] = ['onnx', 'builtin', 'controller', 'hub'];

/**
 * The best first, and before it the pinned model where it is here and can run. What can't run here has the
 * score 0 and stands last, that which would do best first.
 * Equal scores go by host and id, whatever the order in which the models are given.
 */
export function rankOffers<One extends Rankable>(
  rankables: readonly One[],
  context: RankingContext,
): readonly Ranked<One>[] {
  const weights = { ...DEFAULT_WEIGHTS, ...context.rankingWeights };
  const seen = rankables.map((one) => {
    const facts = one.offer.facts?.() ?? {};
    return { one, facts, obstacle: obstacleOf(one.offer.model, facts, context) };
  });
  const able = seen.filter(({ obstacle }) => obstacle === undefined);
  const among: Among = { context, fastestMs: fastest(able.map(({ one }) => one)) };
  return seen
    .map(({ one, facts, obstacle }) => {
      const parts = scoreParts({ ...one, facts }, among, weights);
      const isFirst = obstacle === undefined && isPinnedHere(one, context);
      return { one, facts, obstacle, isFirst, parts, sum: sumOf(parts) };
    })
    .toSorted(compare)
    .map(({ one, facts, obstacle, parts, sum }) => ({
      ...one,
      facts,
      ranking: obstacle === undefined ? { score: sum, parts } : { score: 0, parts: [], obstacle },
    }));
}

/** What would have to be fetched first waits for its turn: it can't run now. */
export function isPinnedHere(
  { offer, isDistant }: Pick<Rankable, 'offer' | 'isDistant'>,
  { pinned }: Pick<RankingContext, 'pinned'>,
): boolean {
  return pinned !== undefined && offer.model.id === pinned && !isDistant;
}

/** Undefined where none has a time. */
function fastest(rankables: readonly Rankable[]): number | undefined {
  const times = rankables.map(({ statistics }) => statistics.medianMs).filter((ms) => ms > 0);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Steps into which a value and a weight's unit are divided. */
const STEPS = 1000;

/**
 * Values and weights are whole thousandths, so that their products are whole too: equal sums are equal
 * whatever the order of adding, and more weight on a part can't turn a tie round by a rounding.
 */
function scoreParts(
  one: Seen,
  among: Among,
  weights: Readonly<Record<RankingPart, number>>,
): readonly ScorePart[] {
  return RANKING_PARTS.map((part) => {
    const steps = Math.round(bounded(PART_VALUES[part](one, among)) * STEPS);
    const points = (steps * Math.round(weights[part] * STEPS)) / STEPS ** 2;
    return { part, value: steps / STEPS, points };
  });
}

/** What can't be told counts half. */
function bounded(value: number): number {
  return Number.isNaN(value) ? 0.5 : Math.min(1, Math.max(0, value));
}

function sumOf(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, { points }) => sum + Math.round(points * STEPS ** 2), 0) / STEPS ** 2;
}

interface Placed {
  readonly one: Rankable;
  readonly obstacle: Obstacle | undefined;
  /** Pinned, here, and able to run. */
  readonly isFirst: boolean;
  readonly sum: number;
}

function compare(a: Placed, b: Placed): number {
  const [one, other] = [a.one.offer.model, b.one.offer.model];
  return (
    Number(a.obstacle !== undefined) - Number(b.obstacle !== undefined) ||
    Number(b.isFirst) - Number(a.isFirst) ||
    b.sum - a.sum ||
    HOST_ORDER.indexOf(one.host) - HOST_ORDER.indexOf(other.host) ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}
