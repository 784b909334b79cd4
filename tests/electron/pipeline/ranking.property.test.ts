import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_WEIGHTS,
  type Rankable,
  type RankingContext,
  rankOffers,
} from '../../../electron/pipeline/ranking.ts';
import { SIZE_CLASSES } from '../../../shared/catalogue.ts';
import { RANKING_PARTS } from '../../../shared/ranking.ts';
import { SettingsSchema } from '../../../shared/settings.ts';
import {
  anyContext,
  anyFacts,
  anyRankables,
  CONTEXT,
  hostOf,
  nameOf,
  rankable,
} from './ranking/rankables.ts';

/** Why a model can't run, said in the words of the facts and not of the ranking. */
function canRun({ offer }: Rankable, { licences }: RankingContext): boolean {
  const { obstacle, fit } = offer.facts?.() ?? {};
  const isAllowed = licences === 'any' || !offer.model.licence.includes('-nc');
  return obstacle === undefined && fit?.verdict !== 'wont-fit' && isAllowed;
}

const RUNS = { numRuns: 500 };

describe('ranking, whatever the facts and weights', () => {
  it('lets no model win that can’t run while another one can', () => {
    fc.assert(
      fc.property(anyRankables(), anyContext, (rankables, context) => {
        const ranked = rankOffers(rankables, context);
        expect(ranked).toHaveLength(rankables.length);
        const able = ranked.map((one) => canRun(one, context));
        expect(able).toEqual(able.toSorted((a, b) => Number(b) - Number(a)));
        for (const { ranking } of ranked.filter((one) => !canRun(one, context))) {
          expect(ranking).toMatchObject({ score: 0, parts: [], obstacle: expect.anything() });
        }
      }),
      RUNS,
    );
  });

  it('gives each model the sum of its points, of values from 0 to 1', () => {
    fc.assert(
      fc.property(anyRankables(), anyContext, (rankables, context) => {
        const weights = { ...DEFAULT_WEIGHTS, ...context.rankingWeights };
        const able = rankOffers(rankables, context).filter((one) => canRun(one, context));
        for (const { ranking } of able) {
          const { score, parts } = ranking;
          expect(parts.map(({ part }) => part)).toEqual(RANKING_PARTS);
          expect(score).toBeCloseTo(
            parts.reduce((sum, { points }) => sum + points, 0),
            9,
          );
          for (const { part, value, points } of parts) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
            expect(Math.abs(points - value * weights[part])).toBeLessThan(0.001);
          }
        }
        const scores = able.map(({ ranking }) => ranking.score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
      RUNS,
    );
  });

  it('never lowers the rank of the model that is best in a part by more weight on it', () => {
    const part = fc.constantFrom(...RANKING_PARTS);
    const weight = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(anyRankables(), anyContext, part, weight, weight),
        ([rankables, context, part, one, other]) => {
          const rank = (weight: number) =>
            rankOffers(rankables, {
              ...context,
              rankingWeights: { ...context.rankingWeights, [part]: weight },
            });
          const able = (weight: number) =>
            rank(weight).filter(({ ranking }) => ranking.obstacle === undefined);
          const [before, after] = [able(Math.min(one, other)), able(Math.max(one, other))];
          const worth = ({ ranking }: (typeof before)[number]) =>
            ranking.parts.find((each) => each.part === part)?.value ?? -1;
          const most = Math.max(...before.map(worth));
          const place = (name: string, ranked: typeof before) => ranked.map(nameOf).indexOf(name);
          for (const name of before.filter((each) => worth(each) === most).map(nameOf)) {
            expect(place(name, after)).toBeLessThanOrEqual(place(name, before));
          }
        },
      ),
      RUNS,
    );
  });

  it('does not depend on the order in which the models are given', () => {
    const shuffled = anyRankables().chain((rankables) =>
      fc.tuple(
        fc.constant(rankables),
        fc.shuffledSubarray([...rankables], { minLength: rankables.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyContext, ([one, other], context) => {
        const named = (rankables: readonly Rankable[]) =>
          rankOffers(rankables, context).map((each) => [nameOf(each), each.ranking]);
        expect(named(other)).toEqual(named(one));
      }),
      RUNS,
    );
  });
});

const usual = anyContext.map((context) => ({ ...context, rankingWeights: {} }));

describe('ranking with the program’s own weights', () => {
  it('lets no model that must be fetched beat one that is ready and has not mostly failed', () => {
    fc.assert(
      fc.property(anyRankables(), usual, (rankables, context) => {
        const ranked = rankOffers(rankables, context).filter((one) => canRun(one, context));
        const firstDistant = ranked.findIndex(({ isDistant }) => isDistant);
        const behind = firstDistant < 0 ? [] : ranked.slice(firstDistant);
        for (const { isDistant, statistics } of behind) {
          const { succeeded, failed } = statistics;
          expect(isDistant || (succeeded + failed >= 3 && failed > succeeded)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the order of what is here, outside of remote mode and with equal records', () => {
    const here = anyRankables(anyFacts).map((rankables) =>
      rankables.map(({ offer, statistics: { medianMs } }) => {
        const { obstacle: _, fit: __, ...facts } = offer.facts?.() ?? {};
        return rankable(nameOf({ offer } as Rankable), {
          ...{ task: 'summarization', facts, statistics: { medianMs } },
        });
      }),
    );
    fc.assert(
      fc.property(here, fc.constantFrom('local' as const, 'hybrid' as const), (rankables, mode) => {
        const classes = rankOffers(rankables, { ...CONTEXT, mode }).map(classOf);
        expect(classes).toEqual(classes.toSorted((a, b) => b - a));
      }),
      { numRuns: 2000 },
    );
  });

  it('has weights that settings can hold', () => {
    const parsed = SettingsSchema.parse({ rankingWeights: DEFAULT_WEIGHTS });
    expect(parsed.rankingWeights).toEqual(DEFAULT_WEIGHTS);
  });
});

/** The order that held before there were parts; the task is one of the controller's own. */
function classOf(one: Rankable): number {
  const size = one.offer.facts?.().size;
  switch (hostOf(one)) {
    case 'controller':
      return 9;
    case 'onnx':
      return 3 + (size === undefined ? 0.5 : SIZE_CLASSES.indexOf(size));
    case 'builtin':
      return 2;
    case 'hub':
      return 0;
  }
}
