import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { News } from '../../../shared/conversations.ts';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { reduceRun } from '../../../shared/events.ts';
import { type TestApp, testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';

const PLAN = [wire(0, 'text-generation', { text: 'one' })];
const WATCH = { conversation: undefined, seen: {} };

/** The refusal's code, as the screen reads it. */
async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return RefusalSchema.parse(error).data.code;
  }
}
const RefusalSchema = z.object({
  code: z.literal('REFUSED'),
  status: z.literal(422),
  data: ErrorReportSchema,
});

async function finished({ engine }: TestApp, runId: string): Promise<void> {
  await expect.poll(() => engine.run(runId).status).toBe('finished');
}

describe('a call', () => {
  it('tells what can be done now', async () => {
    const { client } = testApp();
    const overview = await client.overview();
    expect(overview.abilities).toEqual([
      { type: 'text-generation', model: 'Fake text-generation', host: 'builtin' },
    ]);
    expect(overview.samples.length).toBeGreaterThan(2);
  });

  it('begins a run that goes on by itself, and opens it condensed', async () => {
    const app = testApp({ plan: PLAN });
    const { runId, conversation } = await app.client.runs.start({ request: 'say it' });
    await finished(app, runId);
    const opened = await app.client.conversations.open({ id: conversation });
    expect(opened.conversation).toMatchObject({ title: 'say it', status: 'finished' });
    expect(opened.runs.map((events) => reduceRun(events))).toEqual([app.engine.run(runId)]);
  });

  it('attaches what was uploaded, under a name that is no path', async () => {
    const { client, upload, engine } = testApp({ plan: PLAN });
    const { artefact } = await upload('a.txt', 'hello');
    const files = [{ name: '../../<b>x</b>.txt', artefact: artefact.id }];
    const { runId } = await client.runs.start({ request: 'read', files });
    expect(engine.run(runId).attachments).toEqual([{ name: 'b>.txt', artefact }]);
  });

  it('is refused with a code where it can not be', async () => {
    const { client } = testApp();
    const nothing = 'a'.repeat(64);
    const files = [{ name: 'a.txt', artefact: nothing }];
    expect(await codeOf(client.runs.start({ request: 'x', files }))).toBe('FILE_NOT_FOUND');
    expect(await codeOf(client.runs.resume({ runId: 'none' }))).toBe('RUN_NOT_FOUND');
    expect(await codeOf(client.runs.rerun({ runId: 'none' }))).toBe('RUN_NOT_FOUND');
    expect(await codeOf(client.runs.cancel({ runId: 'none' }))).toBe('RUN_NOT_FOUND');
    expect(await codeOf(client.conversations.open({ id: 'no' }))).toBe('CONVERSATION_NOT_FOUND');
    expect(await codeOf(client.runs.start({ request: 'x', conversation: 'no' }))).toBe(
      'CONVERSATION_NOT_FOUND',
    );
  });

  it.each([
    { request: '  ' },
    { request: 'x'.repeat(100_001) },
    { request: 'x', files: [{ name: 'a', artefact: '../../../etc/passwd' }] },
    {
      request: 'x',
      files: Array.from({ length: 101 }, () => ({ name: 'a', artefact: 'a'.repeat(64) })),
    },
  ])('is refused where its input is none: %#', async (input) => {
    const { client } = testApp();
    await expect(client.runs.start(input)).rejects.toMatchObject({ status: 400 });
  });

  it('that meets a bug says nothing of its inside, and reports it', async () => {
    const { engine, fetch, bugs } = testApp();
    const list = engine.store.conversations.list;
    const broken = {
      list: () => {
        throw new Error('secret path /home/me');
      },
    };
    Object.assign(engine.store.conversations, broken);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ json: { search: '' } });
    const answer = await fetch('/rpc/conversations/list', { method: 'POST', headers, body });
    Object.assign(engine.store.conversations, { list });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(bugs).toHaveLength(1);
  });

  it('renames, pins, deletes and restores a conversation', async () => {
    const app = testApp({ plan: PLAN });
    const { runId, conversation: id } = await app.client.runs.start({ request: 'say it' });
    await finished(app, runId);
    const { conversations } = app.client;
    expect(await conversations.rename({ id, title: ' Mine ' })).toMatchObject({ title: 'Mine' });
    expect(await conversations.pin({ id, isPinned: true })).toMatchObject({ isPinned: true });
    await conversations.remove({ id });
    expect(await conversations.list({})).toEqual([]);
    expect(await conversations.restore({ id })).toMatchObject({ title: 'Mine', isPinned: true });
    const [found] = await conversations.list({ search: 'SAY' });
    expect(found?.found).toMatchObject({ in: 'request', text: 'say it', start: 0, end: 3 });
  });
});

/** An expert that ends when the test says so. */
function heldExpert() {
  const gate = Promise.withResolvers<void>();
  const expert = fakeExpert('text-generation', {
    perform: async () => {
      await gate.promise;
      return { text: 'said' };
    },
  });
  return { expert, release: gate.resolve };
}

describe('a watch', () => {
  it('tells first what was missed, then what happens, each event once', async () => {
    const { expert, release } = heldExpert();
    const app = testApp({ plan: PLAN, experts: [expert] });
    const { runId, conversation } = await app.client.runs.start({ request: 'say it' });
    const { events } = app.engine.store.runs;
    await expect.poll(() => events(runId).some(({ type }) => type === 'task-started')).toBe(true);
    const seen = { [runId]: 1 };
    const news: News[] = [];
    for await (const one of await app.client.watch({ conversation, seen })) {
      news.push(one);
      if (one.type === 'event' && one.event.type === 'task-started') {
        release();
      }
      if (one.type === 'event' && one.event.type === 'finished') {
        break;
      }
    }
    const told = news.flatMap((one) => (one.type === 'event' ? [one.event] : []));
    expect(told).toEqual(events(runId).slice(2));
  });

  it('of nothing in particular tells only how conversations change', async () => {
    const app = testApp({ plan: PLAN });
    const stop = new AbortController();
    const news: News[] = [];
    const watched = await app.client.watch({}, { signal: stop.signal });
    const reading = (async () => {
      for await (const one of watched) {
        news.push(one);
      }
    })();
    const { runId, conversation } = await app.client.runs.start({ request: 'say it' });
    await finished(app, runId);
    await expect.poll(() => news.length).toBeGreaterThan(1);
    stop.abort();
    await reading.catch(() => {}); // the reader itself aborted it
    expect(new Set(news.map(({ type }) => type))).toEqual(new Set(['conversation']));
    expect(news.at(-1)).toMatchObject({ conversation: { id: conversation, status: 'finished' } });
  });

  it('leaves nothing behind when its answer is no longer read', async () => {
    const watches = { open: 0 };
    const app = testApp({ limits: { streams: 2 } }, (runs) => ({
      ...runs,
      watch: async function* (watched, signal) {
        watches.open += 1;
        try {
          yield* runs.watch(watched, signal);
        } finally {
          watches.open -= 1;
        }
      },
    }));
    const open = () =>
      app.fetch('/rpc/watch', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: WATCH }),
      });
    for (let round = 0; round < 5; round += 1) {
      const [first, second] = [await open(), await open()];
      expect([first.status, second.status, (await open()).status]).toEqual([200, 200, 503]);
      await expect.poll(() => watches.open).toBe(2);
      await Promise.all([first.body?.cancel(), second.body?.cancel()]);
      await expect.poll(() => watches.open).toBe(0);
    }
    expect(app.bugs).toEqual([]);
  });
});
