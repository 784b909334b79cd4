import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../electron/engine.ts';
import { createLiveRuns, type LiveRuns } from '../../electron/live-runs.ts';
import type { Watch } from '../../shared/contract.ts';
import type { News } from '../../shared/conversations.ts';
import { wire } from '../fakes/controllers.ts';
import { testEngine } from '../fakes/engines.ts';
import { fakeExpert, sayingExpert } from '../fakes/experts.ts';

const PLAN = [wire(0, 'text-generation', { text: 'one' })];

function live(experts = [sayingExpert('text-generation', 'said')], plan = PLAN) {
  const engine = testEngine(plan, { experts });
  const runs = createLiveRuns(engine);
  onTestFinished(async () => {
    await runs.close();
    await engine.close();
  });
  return { engine, runs };
}

/** What a watch tells until the condition holds. */
async function newsUntil(
  runs: LiveRuns,
  watched: Partial<Watch>,
  isLast: (news: News) => boolean,
): Promise<readonly News[]> {
  const told: News[] = [];
  const { signal } = new AbortController();
  for await (const news of runs.watch({ seen: {}, ...watched }, signal)) {
    told.push(news);
    if (isLast(news)) {
      break;
    }
  }
  return told;
}

const isEnd = (news: News) => news.type === 'event' && news.event.type === 'finished';
const seqs = (news: readonly News[]) =>
  news.flatMap((one) => (one.type === 'event' ? [one.event.seq] : []));

async function ended({ store }: Engine, runId: string): Promise<void> {
  await expect
    .poll(() => store.runs.list(10).find(({ id }) => id === runId)?.status)
    .not.toBe('running');
}

describe('live runs', () => {
  it('go on without anyone who watches', async () => {
    const { engine, runs } = live();
    const { runId } = await runs.start('say it', {});
    await ended(engine, runId);
    expect(engine.run(runId).status).toBe('finished');
  });

  it('tell everyone who watches the same, whenever they came', async () => {
    const { engine, runs } = live();
    const { runId, conversation } = await runs.start('say it', {});
    const [first, second] = await Promise.all([
      newsUntil(runs, { conversation }, isEnd),
      newsUntil(runs, { conversation }, isEnd),
    ]);
    const late = await newsUntil(runs, { conversation }, isEnd);
    const all = engine.store.runs.events(runId).map(({ seq }) => seq);
    expect([seqs(first), seqs(second), seqs(late)]).toEqual([all, all, all]);
  });

  it('tell a watch of a conversation of the runs that join it later', async () => {
    const { runs, engine } = live();
    const { conversation, runId } = await runs.start('first', {});
    await ended(engine, runId);
    const seen = { [runId]: engine.store.runs.events(runId).length - 1 };
    const watching = newsUntil(runs, { conversation, seen }, isEnd);
    const second = await runs.start('second', { conversation });
    const events = (await watching).flatMap((one) => (one.type === 'event' ? [one.event] : []));
    expect(new Set(events.map((event) => event.runId))).toEqual(new Set([second.runId]));
    expect(events[0]).toMatchObject({ type: 'started', request: 'second' });
  });

  it('tell nothing of the runs of other conversations but how they stand', async () => {
    const { runs } = live();
    const mine = await runs.start('mine', {});
    const watching = newsUntil(
      runs,
      { conversation: mine.conversation },
      (news) =>
        news.type === 'conversation' &&
        news.conversation.title === 'other' &&
        news.conversation.status === 'finished',
    );
    const other = await runs.start('other', {});
    const events = (await watching).flatMap((one) => (one.type === 'event' ? [one.event] : []));
    expect(events.some(({ runId }) => runId === other.runId)).toBe(false);
  });

  it('refuse a place that is not there', async () => {
    const { runs } = live();
    const { conversation } = await runs.start('one', {});
    const elsewhere = await runs.start('two', {});
    await expect(runs.start('x', { conversation: 'none' })).rejects.toMatchObject({
      code: 'CONVERSATION_NOT_FOUND',
    });
    for (const place of [{ parent: elsewhere.runId }, { origin: elsewhere.runId }]) {
      await expect(runs.start('x', { conversation, ...place })).rejects.toMatchObject({
        code: 'RUN_NOT_FOUND',
      });
      await expect(runs.start('x', place)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    }
  });

  it('refuse to go on with a run that goes on, which goes on all the same', async () => {
    const gate = Promise.withResolvers<void>();
    const held = fakeExpert('text-generation', {
      perform: async () => {
        await gate.promise;
        return { text: 'said' };
      },
    });
    const { engine, runs } = live([held]);
    const { runId } = await runs.start('say it', {});
    await expect(runs.resume(runId)).rejects.toMatchObject({ code: 'RUN_NOT_OPEN' });
    gate.resolve();
    await ended(engine, runId);
    expect(engine.run(runId).status).toBe('finished');
  });

  it('say that a run broke off where its events can not be stored', async () => {
    const gate = Promise.withResolvers<void>();
    const held = fakeExpert('text-generation', {
      perform: async () => {
        await gate.promise;
        return { text: 'said' };
      },
    });
    const { engine, runs } = live([held]);
    const { runId, conversation } = await runs.start('say it', {});
    const watching = newsUntil(runs, { conversation }, ({ type }) => type === 'broken');
    engine.store.close();
    gate.resolve();
    expect((await watching).at(-1)).toMatchObject({ type: 'broken', runId });
  });

  it('are cancelled by task or as a whole', async () => {
    const held = fakeExpert('text-generation', {
      perform: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    const plan = [...PLAN, wire(1, 'text-generation', { text: 'two' })];
    const { engine, runs } = live([held], plan);
    const { runId } = await runs.start('say it', {});
    await expect.poll(() => engine.run(runId).tasks.length).toBe(2);
    runs.cancel(runId, 0);
    await expect.poll(() => engine.run(runId).tasks[0]?.status).toBe('cancelled');
    expect(engine.run(runId).status).toBe('running');
    runs.cancel(runId);
    await ended(engine, runId);
    expect(engine.run(runId).status).toBe('cancelled');
  });
});

describe('a watch', () => {
  it('ends at once with its signal, and when the runs are closed', async () => {
    const { runs } = live();
    const stop = new AbortController();
    const stopped = runs.watch({ seen: {} }, stop.signal).next();
    const closed = runs.watch({ seen: {} }, new AbortController().signal).next();
    stop.abort();
    expect(await stopped).toEqual({ done: true, value: undefined });
    await runs.close();
    expect(await closed).toEqual({ done: true, value: undefined });
    const late = runs.watch({ seen: {} }, new AbortController().signal).next();
    expect(await late).toEqual({ done: true, value: undefined });
  });

  it('that is too slow ends, so that it is opened again from what it has seen', async () => {
    const { engine, runs } = live();
    const { conversation, runId } = await runs.start('say it', {});
    await ended(engine, runId);
    const summary = engine.store.conversations.get(conversation);
    const slow = runs.watch({ seen: {} }, new AbortController().signal);
    const first = slow.next();
    runs.changed(summary);
    expect((await first).done).toBe(false);
    for (let count = 0; count < 30_000; count += 1) {
      runs.changed(summary);
    }
    let told = 0;
    for await (const _ of slow) {
      told += 1;
    }
    expect(told).toBeLessThan(30_000);
  });
});
