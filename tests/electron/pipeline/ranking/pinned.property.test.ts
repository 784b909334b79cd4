import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOffers } from '../../../../electron/pipeline/ranking.ts';
import { anyContext, anyRankables, CONTEXT, nameOf, rankable } from './rankables.ts';

const RUNS = { numRuns: 500 };
const anyPin = fc.constantFrom('a/a', 'b/b', 'c/c', 'd/d', 'nobody/knows-it');

describe('a pinned model, whatever the facts and weights', () => {
  it('stands first exactly where it is here and can run', () => {
    fc.assert(
      fc.property(anyRankables(), anyContext, anyPin, (rankables, context, pinned) => {
        const ranked = rankOffers(rankables, { ...context, pinned });
        const isFirst = ({ offer, isDistant, ranking }: (typeof ranked)[number]) =>
          offer.model.id === pinned && !isDistant && ranking.obstacle === undefined;
        const first = ranked.map(isFirst);
        expect(first).toEqual(first.toSorted((a, b) => Number(b) - Number(a)));
      }),
      RUNS,
    );
  });

  it('changes neither the scores nor the order of the others', () => {
    fc.assert(
      fc.property(anyRankables(), anyContext, anyPin, (rankables, context, pinned) => {
        const shown = (pin: string | undefined) =>
          rankOffers(rankables, { ...context, pinned: pin }).map(
            (one) => [nameOf(one), one.ranking] as const,
          );
        const [without, withPin] = [shown(undefined), shown(pinned)];
        expect(new Map(withPin)).toEqual(new Map(without));
        const others = (all: typeof without) =>
          all.map(([name]) => name).filter((name) => !name.endsWith(` ${pinned}`));
        expect(others(withPin)).toEqual(others(without));
      }),
      RUNS,
    );
  });

  it('does not depend on the order in which the models are given', () => {
    fc.assert(
      fc.property(anyRankables(), anyContext, anyPin, (rankables, context, pinned) => {
        const names = (given: typeof rankables) =>
          rankOffers(given, { ...context, pinned }).map(nameOf);
        expect(names(rankables.toReversed())).toEqual(names(rankables));
      }),
      RUNS,
    );
  });

  it('outweighs every score, and no obstacle', () => {
    const [best, slow] = [
      rankable('onnx a/a', { facts: { size: 'best', isWarm: true } }),
      rankable('hub b/b', { statistics: { failed: 9 } }),
    ];
    const first = (obstacle?: 'no-token') => {
      const pinned = rankable('hub b/b', { facts: obstacle && { obstacle: { code: obstacle } } });
      return rankOffers([best, obstacle ? pinned : slow], { ...CONTEXT, pinned: 'b/b' })[0]?.offer
        .model.id;
    };
    expect([first(), first('no-token')]).toEqual(['b/b', 'a/a']);
  });
});
