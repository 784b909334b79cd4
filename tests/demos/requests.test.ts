import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine, planRequest } from '../../electron/engine.ts';
import { SAMPLES_FOLDER, sampleRequests } from '../../electron/samples.ts';
import { LANGUAGES } from '../../renderer/words/languages.ts';
import { applyEvent, type RunState, reduceRun } from '../../shared/events.ts';
import { claimedKind } from '../../shared/media.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const engine = createEngine({ home: temporaryFolder() });
afterAll(() => engine.close());

async function run(request: string, files: readonly string[]): Promise<RunState> {
  let state: RunState | undefined;
  for await (const event of engine.ask(request, { files })) {
    state = state === undefined ? reduceRun([event]) : applyEvent(state, event);
  }
  return state ?? reduceRun([]);
}

describe('the demo', () => {
  it.each(sampleRequests())('does “$request”', async ({ request, files, tasks }) => {
    const state = await run(
      request,
      files.map((name) => join(SAMPLES_FOLDER, name)),
    );
    expect(state.tasks.map(({ task }) => task.type)).toEqual(tasks);
    expect(state.tasks.map(({ status }) => status)).toEqual(tasks.map(() => 'finished'));
    expect(state.status).toBe('finished');
    expect(state.repairs).toEqual([]);
    // The events in the store add up to the same.
    expect(reduceRun(engine.store.runs.events(state.runId))).toEqual(state);
  });

  it.each(sampleRequests())('plans “$request” alike in the other languages', async (sample) => {
    const words = Object.values(sample.translations);
    expect(Object.keys(sample.translations)).toEqual(LANGUAGES.filter((one) => one !== 'en'));
    for (const request of words) {
      const known = sample.files.map((name) => ({ name, kind: claimedKind(name) ?? 'text' }));
      const { plan } = await planRequest(request, known);
      expect(plan.map(({ type }) => type)).toEqual(sample.tasks);
    }
  });

  it('has a request whose graph branches and joins', async () => {
    const plans = await Promise.all(
      sampleRequests().map(async ({ request, files }) => {
        const known = files.map((name) => ({ name, kind: claimedKind(name) ?? ('text' as const) }));
        return (await planRequest(request, known)).plan;
      }),
    );
    const joined = plans.find((plan) => plan.some(({ dependencies }) => dependencies.length >= 2));
    expect(joined?.filter(({ dependencies }) => dependencies.length === 0)).toHaveLength(2);
  });
});
