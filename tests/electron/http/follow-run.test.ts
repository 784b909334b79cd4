import { describe, expect, it } from 'vitest';
import { runToEnd, startOwnRun } from '../../../electron/http/follow-run.ts';
import type { LiveRuns } from '../../../electron/live-runs.ts';
import { testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { sayingExpert } from '../../fakes/experts.ts';

const plan = [wire(0, 'text-generation', { text: 'one' })];
const experts = [sayingExpert('text-generation', 'said')];
const never = new AbortController().signal;

/** Live runs whose watches end after so much news. */
const forgetful =
  (most: number) =>
  (runs: LiveRuns): LiveRuns => ({
    ...runs,
    watch: async function* (watched, signal) {
      let count = 0;
      for await (const news of runs.watch(watched, signal)) {
        if (count === most) {
          return;
        }
        count += 1;
        yield news;
      }
    },
  });

describe('a run of a request of its own', () => {
  it('is told whole, in order and once, also to who falls behind', async () => {
    const { engine, runs } = testApp({ plan, experts }, forgetful(2));
    const run = await startOwnRun({ request: 'say it' }, { engine, runs }, never);
    const events = await Array.fromAsync(run.events);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(events.at(-1)?.type).toBe('finished');
    expect(run.end().answer).toContain('said');
  });

  it('is told without what came before in its conversation', async () => {
    const { engine, runs } = testApp({ plan, experts });
    const first = await startOwnRun({ request: 'say it' }, { engine, runs }, never);
    await runToEnd(first);
    const place = { conversation: first.conversation, parent: first.runId };
    const next = await startOwnRun({ request: 'again', ...place }, { engine, runs }, never);
    const events = await Array.fromAsync(next.events);
    expect(new Set(events.map(({ runId }) => runId))).toEqual(new Set([next.runId]));
  });

  it('does not keep its caller waiting where nothing more is told', async () => {
    const { engine, runs } = testApp({ plan, experts }, forgetful(0));
    const run = await startOwnRun({ request: 'say it' }, { engine, runs }, never);
    expect(await Array.fromAsync(run.events)).toEqual([]);
  });

  it('is cancelled where its events are left', async () => {
    const cancelled: string[] = [];
    const { engine, runs } = testApp({ plan, experts }, (live) => ({
      ...live,
      cancel: (runId) => {
        cancelled.push(runId);
        live.cancel(runId);
      },
    }));
    const left = await startOwnRun({ request: 'say it' }, { engine, runs }, never);
    await left.events.next();
    await left.events.return();
    const ended = await startOwnRun({ request: 'say it' }, { engine, runs }, never);
    await runToEnd(ended);
    expect(cancelled).toEqual([left.runId]);
  });

  it('of a caller who is gone already is cancelled at once', async () => {
    const { engine, runs } = testApp({ plan, experts });
    const gone = AbortSignal.abort();
    const run = await startOwnRun({ request: 'say it' }, { engine, runs }, gone);
    await expect(runToEnd(run)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
