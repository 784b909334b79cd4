import { describe, expect, it } from 'vitest';
import {
  DEFAULT_WEIGHTS,
  type Rankable,
  type RankingContext,
  rankOffers,
} from '../../../electron/pipeline/ranking.ts';
import type { RankingPart } from '../../../shared/ranking.ts';
import { CONTEXT, fitFor, nameOf, rankable } from './ranking/rankables.ts';

function order(rankables: readonly Rankable[], changes: Partial<RankingContext> = {}) {
  return rankOffers(rankables, { ...CONTEXT, ...changes }).map(nameOf);
}

function valuesOf(name: string, rankables: readonly Rankable[]) {
  const found = rankOffers(rankables, CONTEXT).find((one) => nameOf(one) === name);
  return (part: RankingPart) => found?.ranking.parts.find((each) => each.part === part)?.value;
}

describe('ranking of what is here', () => {
  const here = [
    rankable('hub h/hosted', { facts: { size: 'best', downloads: 1e8, likes: 1e5 } }),
    rankable('controller c/conducts'),
    rankable('builtin builtin/plain'),
    rankable('onnx s/small', { facts: { size: 'small', isWarm: true } }),
    rankable('onnx u/unlisted', { facts: { downloads: 1e9, likes: 1e6 } }),
    rankable('onnx m/balanced', { facts: { size: 'balanced' } }),
    rankable('onnx l/best', { facts: { size: 'best', downloads: 0, likes: 0, isWarm: false } }),
  ];

  it('prefers the catalogue’s best, then what is built in, then the language model, then hosted ones', () => {
    expect(order(here)).toEqual([
      ...['onnx l/best', 'onnx m/balanced', 'onnx u/unlisted', 'onnx s/small'],
      ...['builtin builtin/plain', 'controller c/conducts', 'hub h/hosted'],
    ]);
  });

  it('gives the language model its own tasks', () => {
    const own = here.map(({ offer, ...one }) => ({
      ...{ ...one, offer: { ...offer, task: 'summarization' as const } },
    }));
    expect(order(own)[0]).toBe('controller c/conducts');
  });

  it('prefers hosted ones in remote mode, a hosted language model too', () => {
    const remote = [
      rankable('onnx l/best', { facts: { size: 'best', isWarm: true } }),
      rankable('controller c/here', { facts: { device: 'cpu' } }),
      rankable('builtin builtin/plain'),
      rankable('controller c/hosted', { facts: { device: 'hosted' } }),
      rankable('hub h/hosted'),
    ];
    expect(order(remote, { mode: 'remote' })).toEqual([
      ...['hub h/hosted', 'controller c/hosted', 'onnx l/best'],
      ...['builtin builtin/plain', 'controller c/here'],
    ]);
  });

  it('puts back what has failed here', () => {
    const [flaky, steady] = ['onnx a/flaky', 'builtin b/steady'];
    const rankables = (failed: number) => [
      rankable(flaky ?? '', { facts: { size: 'best' }, statistics: { failed } }),
      rankable(steady ?? ''),
    ];
    expect(order(rankables(0))[0]).toBe(flaky);
    expect(order(rankables(1))[0]).toBe(steady);
  });

  it('prefers what knows the language of the input, wherever it runs', () => {
    const rankables = [
      rankable('onnx e/english', { languages: ['en'], facts: { size: 'best', isWarm: true } }),
      rankable('hub m/many', { languages: ['en', 'zh-Hant'] }),
    ];
    expect(order(rankables)[0]).toBe('onnx e/english');
    expect(order(rankables, { language: 'en' })[0]).toBe('onnx e/english');
    expect(order(rankables, { language: 'zh' })[0]).toBe('hub m/many');
  });

  it('counts a model that names no language, or several, as one that knows it', () => {
    const many = ['onnx a/none', 'onnx b/multilingual', 'onnx c/english'];
    const languages = [[], ['multilingual'], ['en']];
    const rankables = many.map((name, i) => rankable(name, { languages: languages[i] ?? [] }));
    const ranked = rankOffers(rankables, { ...CONTEXT, language: 'ja' });
    expect(
      ranked.map(({ ranking }) => ranking.parts.find(({ part }) => part === 'language')?.value),
    ).toEqual([1, 1, 0]);
  });

  it('compares times with the fastest, and counts what has none half', () => {
    const rankables = [
      rankable('onnx a/fast', { statistics: { succeeded: 2, medianMs: 50 } }),
      rankable('onnx b/slow', { statistics: { succeeded: 2, medianMs: 200 } }),
      rankable('onnx c/new'),
      rankable('onnx d/fastest-without-room', {
        statistics: { succeeded: 1, medianMs: 1 },
        facts: { fit: fitFor(2, 1, 'wont-fit') },
      }),
    ];
    expect(valuesOf('onnx a/fast', rankables)('speed')).toBe(1);
    expect(valuesOf('onnx b/slow', rankables)('speed')).toBe(0.25);
    expect(valuesOf('onnx c/new', rankables)('speed')).toBe(0.5);
  });

  it('counts memory to spare, popularity and age from 0 to 1', () => {
    const known = {
      fit: fitFor(2e9, 8e9, 'fits'),
      ...{ downloads: 9999, likes: 0, updatedAt: CONTEXT.now - 365.25 * 24 * 3600 * 1000 },
    };
    const value = valuesOf('onnx a/known', [rankable('onnx a/known', { facts: known })]);
    expect(['fit', 'downloads', 'likes', 'recency'].map((part) => value(part as 'fit'))).toEqual([
      ...[0.75, 0.5, 0, 0.5],
    ]);
  });

  it('takes single weights from the settings', () => {
    const rankables = [
      rankable('onnx a/large', { facts: { size: 'best', likes: 1 } }),
      rankable('onnx b/liked', { facts: { size: 'small', likes: 90_000 } }),
    ];
    expect(order(rankables)[0]).toBe('onnx a/large');
    expect(order(rankables, { rankingWeights: { likes: 50 } })[0]).toBe('onnx b/liked');
    const [first] = rankOffers(rankables, { ...CONTEXT, rankingWeights: { quality: 0 } });
    const points = first?.ranking.parts.map((each) => [each.part, each.points] as const);
    expect(new Map(points).get('quality')).toBe(0);
    expect(new Map(points).get('place')).toBe(DEFAULT_WEIGHTS.place);
  });
});

describe('ranking of what would have to be fetched', () => {
  const builtin = (statistics: { readonly succeeded?: number; readonly failed: number }) =>
    rankable('builtin builtin/plain', { statistics });
  const distant = rankable('onnx d/distant', { facts: { size: 'best' }, toFetch: 89e6 });

  it('comes after what is ready, unless that has failed most of its tasks here', () => {
    const first = (statistics: Parameters<typeof builtin>[0]) =>
      order([distant, builtin(statistics)])[0];
    expect(first({ failed: 0 })).toBe('builtin builtin/plain');
    expect(first({ failed: 2 })).toBe('builtin builtin/plain');
    expect(first({ succeeded: 3, failed: 3 })).toBe('builtin builtin/plain');
    expect(first({ failed: 3 })).toBe('onnx d/distant');
    expect(first({ succeeded: 1, failed: 2 })).toBe('onnx d/distant');
  });

  it('weighs quality against how much is to be fetched', () => {
    const offers = (best: number) => [
      rankable('onnx b/best', { facts: { size: 'best' }, toFetch: best }),
      rankable('onnx m/balanced', { facts: { size: 'balanced' }, toFetch: 200e6 }),
      rankable('onnx x/unsaid', { facts: { size: 'small' }, toFetch: 'unknown' }),
    ];
    expect(order(offers(300e6))).toEqual(['onnx b/best', 'onnx m/balanced', 'onnx x/unsaid']);
    expect(order(offers(4e9))[0]).toBe('onnx m/balanced');
  });
});

describe('what can’t run', () => {
  it('says which memory is missing', () => {
    const large = rankable('onnx l/large', { facts: { fit: fitFor(9.1e9, 7.9e9, 'wont-fit') } });
    expect(rankOffers([large], CONTEXT)[0]?.ranking).toEqual({
      ...{ score: 0, parts: [] },
      obstacle: { code: 'memory', neededBytes: 9.1e9, freeBytes: 7.9e9 },
    });
  });

  it('stands last, what would do best first', () => {
    const obstacle = { code: 'gated' } as const;
    const rankables = [
      rankable('hub h/hosted', { facts: { obstacle: { code: 'no-token' } }, toFetch: 'unknown' }),
      rankable('onnx s/small', { facts: { size: 'small', obstacle }, toFetch: 1e8 }),
      rankable('onnx l/best', { facts: { size: 'best', obstacle }, toFetch: 1e8 }),
      rankable('hub h/able', { statistics: { failed: 9 } }),
    ];
    expect(order(rankables)).toEqual([
      ...['hub h/able', 'onnx l/best', 'onnx s/small', 'hub h/hosted'],
    ]);
  });

  it.each([
    ...[
      'cc-by-nc-4.0',
      'CC-BY-NC-SA-4.0',
      'cc-by-nc-nd-3.0',
      'fair-noncommercial-research-license',
    ],
    ...[
      'flux-1-dev-non-commercial-license',
      'other non-commercial',
      'intel-research',
      'apple-amlr',
    ],
    ...['deepfloyd-if-license', 'mit_non_commercial'],
  ])('is what has the licence %s, where the person allows commercial ones alone', (licence) => {
    const rankables = [rankable('onnx a/model', { licence })];
    const ranked = (licences: RankingContext['licences']) =>
      rankOffers(rankables, { ...CONTEXT, licences })[0]?.ranking.obstacle;
    expect(ranked('commercial')).toEqual({ code: 'licence' });
    expect(ranked('any')).toBeUndefined();
  });

  it.each([
    ...['apache-2.0', 'MIT', 'cc-by-4.0', 'cc-by-sa-4.0', 'cc-by-nd-4.0', 'openrail', 'gemma'],
    ...['creativeml-openrail-m', 'llama3.1', 'afl-3.0', 'Festival', 'other', 'unknown', 'ncsa'],
  ])('is not what has the licence %s', (licence) => {
    const rankables = [rankable('onnx a/model', { licence })];
    const [ranked] = rankOffers(rankables, { ...CONTEXT, licences: 'commercial' });
    expect(ranked?.ranking.obstacle).toBeUndefined();
  });
});
