import { describe, expect, it } from 'vitest';
import { candidateOf } from '../../../../electron/pipeline/ranking/reason.ts';
import {
  type Rankable,
  type RankingContext,
  rankOffers,
} from '../../../../electron/pipeline/ranking.ts';
import { CandidateSchema } from '../../../../shared/models.ts';
import { CONTEXT, fitFor, rankable } from './rankables.ts';

function candidate(one: Rankable, changes: Partial<RankingContext> = {}) {
  const context = { ...CONTEXT, ...changes };
  const [ranked] = rankOffers([one], context);
  return ranked === undefined ? undefined : candidateOf(ranked, context);
}

describe('the reason for a candidate', () => {
  it('says where it runs, what it does, and how it did here', () => {
    expect(candidate(rankable('builtin builtin/plain'))?.reason).toBe(
      'Built in, nothing to download: Sorts texts.',
    );
    const tried = rankable('onnx a/b', { statistics: { succeeded: 3, failed: 1 } });
    expect(candidate(tried)?.reason).toBe(
      'On this machine: Sorts texts. It succeeded in 3 of 4 tasks here.',
    );
  });

  it('says how much is to be fetched, and whether it fits', () => {
    const facts = { fit: fitFor(2e8, 8e9, 'fits') };
    expect(candidate(rankable('onnx a/b', { facts, toFetch: 89.4e6 }))).toMatchObject({
      reason: 'Not on this machine: 89.4 MB to fetch, fits. Sorts texts.',
      fetch: { bytes: 89.4e6, fit: 'fits' },
    });
    const tight = { fit: fitFor(7.5e9, 8e9, 'tight') };
    expect(candidate(rankable('onnx a/b', { facts: tight, toFetch: 'unknown' }))).toMatchObject({
      reason: 'Not on this machine: to be fetched, only just fits. Sorts texts.',
      fetch: { fit: 'tight' },
    });
  });

  it('says nothing of fetching where the model is here, or hosted', () => {
    expect(candidate(rankable('onnx a/b'))).not.toHaveProperty('fetch');
    const facts = { obstacle: { code: 'no-token' as const } };
    const hosted = candidate(rankable('hub a/b', { facts, toFetch: 'unknown' }));
    expect(hosted).not.toHaveProperty('fetch');
    expect(hosted?.reason).toBe('Hosted: Sorts texts.');
  });

  it('leaves it to the obstacle to say what memory is missing', () => {
    const facts = { fit: fitFor(9.1e9, 7.9e9, 'wont-fit') };
    expect(candidate(rankable('onnx a/b', { facts, toFetch: 8e9 }))).toMatchObject({
      score: 0,
      reason: 'Not on this machine: 8.0 GB to fetch. Sorts texts.',
      obstacle: { code: 'memory', neededBytes: 9.1e9, freeBytes: 7.9e9 },
    });
  });

  it('says where a licence is not known, if that matters', () => {
    const commercial = { licences: 'commercial' } as const;
    const reason = (name: string, licence: string) =>
      candidate(rankable(name, { licence }), commercial)?.reason;
    expect(candidate(rankable('onnx a/b', { licence: 'unknown' }))?.reason).not.toContain(
      'licence',
    );
    expect(reason('onnx a/b', 'cc-by-nc-4.0')).not.toContain('licence');
    expect(reason('onnx a/b', 'unknown')).toContain('Its licence is not known.');
    expect(reason('onnx a/b', 'other')).toContain('Its licence is not known.');
    expect(reason('onnx a/b', 'mit')).not.toContain('licence');
    expect(reason('controller c/d', 'unknown')).not.toContain('licence');
  });

  it('is part of a candidate as events have it', () => {
    const facts = { obstacle: { code: 'gated' as const }, fit: fitFor(1, 2, 'fits') };
    const whole = candidate(rankable('onnx a/b', { facts, toFetch: 1e6 }));
    expect(CandidateSchema.parse(whole)).toEqual(whole);
    const able = candidate(rankable('onnx a/b'));
    expect(CandidateSchema.parse(able)).toEqual(able);
    expect(able?.parts?.length).toBeGreaterThan(0);
  });
});
