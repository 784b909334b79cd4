import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parentsOf, pathTo, type ThreadRun, threadOf } from '../../shared/threads.ts';

const run = (runId: string, place: Omit<ThreadRun, 'runId'> = {}): ThreadRun => ({
  runId,
  ...place,
});

/** The ids of a thread, each with those that stand beside it. */
function shown(runs: readonly ThreadRun[], ...chosen: string[]): readonly string[] {
  return threadOf(runs, new Set(chosen)).map(
    ({ run: { runId }, siblings }) => `${runId} of ${siblings.map((one) => one.runId).join('')}`,
  );
}

describe('a thread', () => {
  it('of runs that say nothing is the runs in order', () => {
    expect(shown([run('a'), run('b'), run('c')])).toEqual(['a of a', 'b of b', 'c of c']);
  });

  it('of no runs is empty', () => {
    expect(shown([])).toEqual([]);
  });

  it('shows the latest of those that stand beside each other, and what follows it', () => {
    const runs = [run('a'), run('b'), run('A', { origin: 'a' }), run('c', { parent: 'A' })];
    expect(shown(runs)).toEqual(['A of aA', 'c of c']);
    expect(shown(runs, 'a')).toEqual(['a of aA', 'b of b']);
  });

  it('takes an edit of an edit as standing beside the first', () => {
    const runs = [run('a'), run('b', { origin: 'a' }), run('c', { origin: 'b' })];
    expect(shown(runs)).toEqual(['c of abc']);
    expect(shown(runs, 'b')).toEqual(['b of abc']);
  });

  it('shows the later of two that were chosen at one place', () => {
    const runs = [run('a'), run('b', { origin: 'a' }), run('c', { origin: 'a' })];
    expect(shown(runs, 'a', 'b')).toEqual(['b of abc']);
  });

  it('takes a run whose origin is gone as one that follows the run before it', () => {
    expect(shown([run('a'), run('b', { origin: 'gone' })])).toEqual(['a of a', 'b of b']);
  });
});

describe('the path to a run', () => {
  it('leads from the first request, over the ones that it follows', () => {
    const runs = [run('a'), run('b'), run('A', { origin: 'a' }), run('c', { parent: 'A' })];
    const ids = (runId: string) => pathTo(runs, runId).map((one) => one.runId);
    expect(ids('c')).toEqual(['A', 'c']);
    expect(ids('b')).toEqual(['a', 'b']);
    expect(ids('none')).toEqual([]);
  });
});

/** Runs as the engine makes them: each names only runs before it. */
const runs = fc
  .array(
    fc.record({
      origin: fc.option(fc.nat(), { nil: undefined }),
      parent: fc.option(fc.nat(), { nil: undefined }),
    }),
    { maxLength: 20 },
  )
  .map((places) =>
    places.map(({ origin, parent }, index): ThreadRun => {
      const earlier = (at: number | undefined) =>
        at === undefined || index === 0 ? undefined : `r${at % index}`;
      return { runId: `r${index}`, origin: earlier(origin), parent: earlier(parent) };
    }),
  );

describe('any conversation', () => {
  it('has every run on exactly one path, which is the thread where it is chosen', () => {
    fc.assert(
      fc.property(runs, (all) => {
        for (const { runId } of all) {
          const path = pathTo(all, runId).map((one) => one.runId);
          const thread = threadOf(all, new Set(path)).map((place) => place.run.runId);
          expect(thread.slice(0, path.length)).toEqual(path);
        }
      }),
    );
  });

  it('has a parent before each run, or none', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const ids = all.map(({ runId }) => runId);
        for (const [child, parent] of parentsOf(all)) {
          expect(parent === undefined || ids.indexOf(parent) < ids.indexOf(child)).toBe(true);
        }
      }),
    );
  });
});
