import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Expert } from '../../electron/experts/expert.ts';
import { AppError } from '../../shared/errors.ts';
import { wire } from '../fakes/controllers.ts';
import { follow, testEngine } from '../fakes/engines.ts';
import { fakeExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>';

describe('a task of the engine', () => {
  it('tries what may pass again, and then the next model, and keeps the attempts', async () => {
    const busy = fakeExpert('summarization', {
      id: 'busy',
      perform: async () => {
        throw AppError.of('HOST_BUSY', { model: 'busy', task: 'summarization', why: 'full' });
      },
    });
    const able = fakeExpert('summarization', { id: 'spare', perform: async () => ({ text: 'x' }) });
    const engine = testEngine([wire(0, 'summarization', { text: 'a' })], { experts: [busy, able] });
    const { state, events } = await follow(engine.ask('go'));
    expect(
      events.flatMap((event) => (event.type === 'attempt-failed' ? [event.next] : [])),
    ).toEqual(['retry', 'retry', 'next-model']);
    expect(state.tasks[0]).toMatchObject({
      status: 'finished',
      assignment: { model: { id: 'spare' } },
      attempts: [{ attempt: 1 }, { attempt: 2 }, { attempt: 3, error: { code: 'HOST_BUSY' } }],
    });
    await engine.close();
  });

  it('shares its slots between runs', async () => {
    const order: string[] = [];
    const both = Promise.withResolvers<void>();
    const engine = testEngine(
      [0, 1, 2, 3].map((id) => wire(id, 'summarization', { text: `task ${id}` })),
      {
        home: homeWithOneSlot(),
        experts: [
          fakeExpert('summarization', {
            perform: async () => {
              await both.promise;
              return { text: 'x' };
            },
          }),
        ],
      },
    );
    const run = (name: string) =>
      follow(engine.ask(name), ({ type }) => {
        if (type === 'task-started') {
          order.push(name);
        }
      });
    const first = run('first');
    const second = run('second');
    await untilStarted(order);
    both.resolve();
    await Promise.all([first, second]);
    // One slot: after the first run's first task they take turns.
    expect(order.slice(0, 4).toSorted()).toEqual(['first', 'first', 'second', 'second']);
    await engine.close();
  });

  it('seeds what is not deterministic, and gives the same for the same seed', async () => {
    const seeds: (number | undefined)[] = [];
    const random: Expert = {
      ...fakeExpert('text-generation', {
        perform: async (_, { seed }) => {
          seeds.push(seed);
          return { text: `drawn with ${seed}` };
        },
      }),
      isSeeded: true,
    };
    const engine = testEngine([wire(0, 'text-generation', { text: 'a' })], { experts: [random] });
    const { state } = await follow(engine.ask('go'));
    const { state: again } = await follow(engine.ask('go'));
    expect(seeds).toHaveLength(1);
    expect(seeds[0]).toEqual(expect.any(Number));
    expect(state.tasks[0]).toMatchObject({ seed: seeds[0] });
    expect(again.tasks[0]).toMatchObject({ reused: true, seed: seeds[0] });
    const { state: other } = await follow(
      engine.rerun(state.runId, { edits: [{ task: 0, seed: 42 }] }),
    );
    expect(other.tasks[0]).toMatchObject({ seed: 42, output: { text: 'drawn with 42' } });
    await engine.close();
  });

  it('shows how far a task is, with the text and the picture so far, once a frame', async () => {
    const picture = (name: string) => ({ name, bytes: Buffer.from(SVG) });
    let now = 0;
    const telling = fakeExpert('text-generation', {
      perform: async (_, { progress }) => {
        progress({ fraction: 0.1, text: 'He', bytes: { done: 1, total: 9 } });
        progress({ fraction: 0.2, text: 'Hel' });
        now += 20;
        progress({ preview: picture('step.svg') });
        await untilSeen('preview');
        return { text: 'Hello' };
      },
    });
    const seen = new Set<string>();
    const changed = new EventTarget();
    const untilSeen = async (key: string) => {
      while (!seen.has(key)) {
        await new Promise((resolve) => changed.addEventListener('seen', resolve, { once: true }));
      }
    };
    const engine = testEngine([wire(0, 'text-generation', { text: 'a' })], {
      experts: [telling],
      clock: () => now,
    });
    const { events } = await follow(engine.ask('go'), (event) => {
      if (event.type === 'task-progress' && event.preview !== undefined) {
        seen.add('preview');
        changed.dispatchEvent(new Event('seen'));
      }
    });
    expect(events.filter(({ type }) => type === 'task-progress')).toMatchObject([
      { fraction: 0.1, text: 'He', bytes: { done: 1, total: 9 } },
      { preview: { name: 'step.svg', artefact: { kind: 'image', width: 2 } } },
    ]);
    await engine.close();
  });
});

function homeWithOneSlot(): string {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ cpuSlots: 1 }));
  return home;
}

/** Resolves once a task has started. */
async function untilStarted(order: readonly string[]): Promise<void> {
  while (order.length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
