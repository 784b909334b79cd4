import { describe, expect, it } from 'vitest';
import type { Engine } from '../../electron/engine.ts';
import { type RunEvent, reduceRun } from '../../shared/events.ts';
import { planFileOf } from '../../shared/plan-file.ts';
import { testApp } from '../fakes/apps.ts';
import { wire } from '../fakes/controllers.ts';
import { follow, testEngine } from '../fakes/engines.ts';
import { fakeExpert, textOf } from '../fakes/experts.ts';

const PLAN = [
  wire(0, 'summarization', { text: 'notes.txt' }),
  wire(1, 'translation', { text: '<resource>-0' }),
];
const EXPERTS = (['summarization', 'translation'] as const).map((type) =>
  fakeExpert(type, {
    perform: async (inputs, { seed }) => ({ text: `${type}(${textOf(inputs)}) ${seed ?? ''}` }),
  }),
);
const NOTES = { name: 'notes.txt', bytes: new TextEncoder().encode('some notes') };

/** Follows a run and gives its plan the word. */
async function approved(engine: Engine, events: AsyncIterable<RunEvent>) {
  const seen: RunEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    if (event.type === 'review-asked') {
      engine.review(event.runId, { isApproved: true });
    }
  }
  return { events: seen, state: reduceRun(seen) };
}

describe('a plan that was saved', () => {
  it('runs to the same output on another data folder, after a word', async () => {
    const first = testEngine(PLAN, { experts: EXPERTS });
    const { state: before } = await follow(first.ask('go', { files: [NOTES] }));
    const text = JSON.stringify(planFileOf(before));
    await first.close();
    const second = testEngine([], { experts: EXPERTS });
    const running = second.importPlan({ name: 'p.json', text }, { files: [NOTES] });
    const { events, state } = await approved(second, running);
    expect(state).toMatchObject({ status: 'finished', review: 'approved', request: 'go' });
    expect(state.tasks.map((task) => task.status === 'finished' && task.output)).toEqual(
      before.tasks.map((task) => task.status === 'finished' && task.output),
    );
    const types = events.map(({ type }) => type);
    expect(types.indexOf('review-asked')).toBeLessThan(types.indexOf('task-started'));
    expect(JSON.parse(text)).toEqual(planFileOf({ ...state, tasks: before.tasks }));
    await second.close();
  });

  it('begins nothing where a file is missing', async () => {
    const engine = testEngine(PLAN, { experts: EXPERTS });
    const { state } = await follow(engine.ask('go', { files: [NOTES] }));
    const text = JSON.stringify(planFileOf(state));
    const running = engine.importPlan({ name: 'p.json', text });
    await expect(running.next()).rejects.toMatchObject({
      code: 'PLAN_FILES_MISSING',
      data: { name: 'p.json', files: 'notes.txt' },
    });
    expect(engine.store.runs.list(10)).toHaveLength(1);
    await engine.close();
  });

  it('finds files of the conversation that it goes on with', async () => {
    const engine = testEngine(PLAN, { experts: EXPERTS });
    const { state } = await follow(engine.ask('go', { files: [NOTES] }));
    const { conversation, runId } = state;
    const text = JSON.stringify(planFileOf(state));
    const running = engine.importPlan({ name: 'p.json', text }, { conversation });
    const again = await approved(engine, running);
    expect(again.state).toMatchObject({ status: 'finished', conversation, parent: runId });
    await engine.close();
  });

  it('is refused over the contract as every expected failure is', async () => {
    const { client } = testApp({ plan: [] });
    const call = client.runs.importPlan({ name: 'p.json', text: '{}' });
    await expect(call).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'PLAN_FILE_INVALID' },
    });
  });
});
