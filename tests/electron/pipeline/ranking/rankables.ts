// Models to be ranked, written down or drawn at random.

import fc from 'fast-check';
import type { ExpertFacts } from '../../../../electron/experts/expert.ts';
import type { TaskStatistics } from '../../../../electron/pipeline/deps.ts';
import type { Rankable, RankingContext } from '../../../../electron/pipeline/ranking.ts';
import { SIZE_CLASSES } from '../../../../shared/catalogue.ts';
import { FIT_VERDICTS, type Fit } from '../../../../shared/library.ts';
import { HOSTS, type Host } from '../../../../shared/models.ts';
import { OBSTACLES, RANKING_PARTS } from '../../../../shared/ranking.ts';
import { MODES } from '../../../../shared/settings.ts';
import type { TaskType } from '../../../../shared/tasks.ts';

export const CONTEXT: RankingContext = {
  ...{ mode: 'hybrid', now: Date.UTC(2026, 0, 1), language: undefined },
  ...{ licences: 'any', rankingWeights: {} },
};

interface Made {
  readonly task?: TaskType;
  readonly licence?: string;
  readonly languages?: readonly string[];
  readonly facts?: ExpertFacts;
  readonly statistics?: Partial<TaskStatistics>;
  /** Bytes; it is not here then. */
  readonly toFetch?: number | 'unknown' | undefined;
}

/** @param name host and id: `onnx org/name` */
export function rankable(name: string, made: Made = {}): Rankable {
  const { task = 'text-classification', licence = 'MIT', languages = [], facts, toFetch } = made;
  const [written = '', id = name] = name.split(' ');
  const host = HOSTS.find((each) => each === written) ?? 'builtin';
  const model = { ...{ id, host, revision: '1', tasks: [task], name: id, licence, languages } };
  return {
    offer: {
      ...{ task, model: { ...model, description: 'Sorts texts.' } },
      ...(facts !== undefined && { facts: () => facts }),
    },
    isDistant: toFetch !== undefined,
    fetchBytes: toFetch === 'unknown' ? undefined : toFetch,
    statistics: { succeeded: 0, failed: 0, medianMs: 0, ...made.statistics },
  };
}

export function fitFor(neededBytes: number, freeBytes: number, verdict: Fit['verdict']): Fit {
  const sizes = { neededBytes, freeBytes, weightsBytes: neededBytes, activationBytes: 0 };
  return { ...sizes, verdict, isMeasured: false };
}

/** Every number that a mistake elsewhere could bring. */
const anyNumber = fc.oneof(fc.nat({ max: 1e9 }), fc.double(), fc.constantFrom(0, 1, 1e12));

const anyFit = fc
  .tuple(fc.nat({ max: 1e10 }), fc.nat({ max: 1e10 }), fc.constantFrom(...FIT_VERDICTS))
  .map(([needed, free, verdict]) => fitFor(needed, free, verdict));

export const anyFacts: fc.Arbitrary<ExpertFacts> = fc.record(
  {
    device: fc.constantFrom('cpu', 'webgpu', 'hosted'),
    isWarm: fc.boolean(),
    ...{ downloads: anyNumber, likes: anyNumber, updatedAt: anyNumber },
    size: fc.constantFrom(...SIZE_CLASSES),
    fit: anyFit,
    obstacle: fc.constantFrom(...OBSTACLES).map((code) => ({ code })),
  },
  { requiredKeys: [] },
);

const anyStatistics: fc.Arbitrary<TaskStatistics> = fc.record({
  ...{ succeeded: fc.nat({ max: 12 }), failed: fc.nat({ max: 12 }) },
  medianMs: fc.oneof(fc.constant(0), fc.nat({ max: 100_000 })),
});

const LICENCES = ['MIT', 'unknown', 'cc-by-nc-4.0'] as const;
const LANGUAGES = [[], ['en'], ['zh', 'en'], ['multilingual']] as const;

function anyRankable(facts: fc.Arbitrary<ExpertFacts>): fc.Arbitrary<Rankable> {
  return fc
    .record({
      ...{ host: fc.constantFrom(...HOSTS), id: fc.constantFrom('a/a', 'b/b', 'c/c', 'd/d') },
      ...{ licence: fc.constantFrom(...LICENCES), languages: fc.constantFrom(...LANGUAGES) },
      ...{ facts, statistics: anyStatistics, isDistant: fc.boolean() },
      bytes: fc.option(anyNumber, { nil: 'unknown' as const }),
    })
    .map(({ host, id, isDistant, bytes, ...made }) => {
      const toFetch = isDistant && host === 'onnx' ? bytes : undefined;
      return rankable(`${host} ${id}`, { ...made, task: 'summarization', toFetch });
    });
}

/** Models of different names, each at most once on a host. */
export function anyRankables(
  facts: fc.Arbitrary<ExpertFacts> = anyFacts,
): fc.Arbitrary<readonly Rankable[]> {
  return fc.uniqueArray(anyRankable(facts), {
    ...{ minLength: 1, maxLength: 10, selector: nameOf },
  });
}

export function nameOf({ offer: { model } }: Rankable): string {
  return `${model.host} ${model.id}`;
}

export function hostOf({ offer }: Rankable): Host {
  return offer.model.host;
}

export const anyWeights = fc.record(
  Object.fromEntries(
    RANKING_PARTS.map((part) => [part, fc.double({ min: 0, max: 100, noNaN: true })]),
  ),
  { requiredKeys: [] },
);

export const anyContext: fc.Arbitrary<RankingContext> = fc.record({
  ...{ mode: fc.constantFrom(...MODES), now: fc.constant(CONTEXT.now) },
  language: fc.constantFrom(undefined, 'en', 'zh', 'ja'),
  licences: fc.constantFrom('any' as const, 'commercial' as const),
  rankingWeights: anyWeights,
});
