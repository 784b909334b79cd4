import { expect, onTestFinished, test } from 'vitest';
import { showRunSigns } from '../../../electron/desktop/run-signs.ts';
import type { Happening } from '../../../electron/desktop/run-states.ts';
import { engineClient, shareDone } from '../../../electron/desktop/run-watch.ts';
import type { TaskbarState } from '../../../electron/desktop/taskbar.ts';
import { type TestApp, testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';

/** An engine as the main process reaches it, which can be taken away and given back. */
function reachable({ fetch }: TestApp) {
  const open = new Set<AbortController>();
  let isThere = true;
  return {
    engine: async (request: Request): Promise<Response> => {
      if (!isThere) {
        throw new TypeError('fetch failed');
      }
      const stop = new AbortController();
      open.add(stop);
      const { method, headers, signal } = request;
      const sent = { method, headers, signal, body: await request.text() };
      const answer = await fetch(new URL(request.url).pathname, sent);
      // A connection that breaks off ends what was still to come over it.
      const body = answer.body?.pipeThrough(new TransformStream(), { signal: stop.signal });
      return new Response(body, answer);
    },
    setThere: (now: boolean) => {
      isThere = now;
      for (const stop of now ? [] : open) {
        stop.abort();
      }
    },
  };
}

/** Signs of an engine with a first run that has ended; the second task of each later one waits. */
async function signs({ isLookedAt = false } = {}) {
  const word = Promise.withResolvers<string>();
  let performed = 0;
  const expert = fakeExpert('text-generation', {
    perform: async () => {
      performed += 1;
      return { text: performed <= 3 ? `text ${performed}` : await word.promise };
    },
  });
  const plan = [
    wire(0, 'text-generation', { text: 'one' }),
    wire(1, 'text-generation', { text: '<resource>-0' }),
  ];
  const app = testApp({ plan, experts: [expert] });
  const place = reachable(app);
  const told: { readonly title: string; readonly what: Happening }[] = [];
  const bars: TaskbarState[] = [];
  const start = (request: string) => app.client.runs.start({ request, replan: true });
  const first = await start('first');
  await expect.poll(() => app.engine.run(first.runId).status).toBe('finished');
  const shown = showRunSigns({
    client: engineClient(place.engine),
    notifier: { notify: ({ title }, what) => told.push({ title, what }) },
    showInTaskbar: (state) => bars.push(state),
    isLookedAt: () => isLookedAt,
    retryMs: 5,
  });
  onTestFinished(shown.stop);
  await expect.poll(() => bars.length).toBeGreaterThan(0); // it has found the first one
  return { app, ...place, start, word, told, bars, shown };
}

test('tells of a run that ends, and of none that had ended before', async () => {
  const { start, word, told, bars } = await signs();
  word.resolve('at last');
  await start('second');
  await expect.poll(() => told).toEqual([{ title: 'second', what: 'finished' }]);
  expect(bars.some(({ isRunning }) => isRunning)).toBe(true);
  expect(bars.at(-1)).toEqual({ isRunning: false, share: undefined, hasFailed: false, waiting: 0 });
});

test('a run that ended while the engine was out of reach is told of when it is back', async () => {
  const { app, start, word, told, bars, setThere } = await signs();
  const { runId } = await start('second');
  await expect.poll(() => bars.at(-1)?.isRunning).toBe(true);
  setThere(false);
  word.resolve('at last');
  await expect.poll(() => app.engine.run(runId).status).toBe('finished');
  expect(told).toEqual([]);
  setThere(true);
  await expect.poll(() => told).toEqual([{ title: 'second', what: 'finished' }]);
});

test('what is done of a run counts its tasks, once the whole plan is there', () => {
  const task = (status: string) => ({ status });
  const run = (isPlanned: boolean, ...statuses: string[]) =>
    ({ status: 'running', isPlanned, tasks: statuses.map(task) }) as unknown as Parameters<
      typeof shareDone
    >[0][number]; // of a task, only its status counts
  expect(shareDone([])).toBeUndefined();
  expect(shareDone([run(false, 'finished', 'running')])).toBeUndefined();
  expect(shareDone([run(true)])).toBeUndefined();
  expect(shareDone([run(true, 'finished', 'failed', 'running', 'waiting')])).toBe(0.5);
  expect(shareDone([run(true, 'skipped'), run(true, 'running')])).toBe(0.5);
});
