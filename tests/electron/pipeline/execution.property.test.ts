import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expert, ExpertContext, ExpertOutput } from '../../../electron/experts/expert.ts';
import { startExecution } from '../../../electron/pipeline/execute.ts';
import { createSlots } from '../../../electron/pipeline/execution/slots.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import { reduceRun } from '../../../shared/events.ts';
import type { Task } from '../../../shared/plan.ts';
import { assignExperts, executionDeps } from '../../fakes/execution.ts';
import { fakeExpert } from '../../fakes/experts.ts';

const FAULTS = [
  'none',
  'throws',
  'fails',
  'busy once',
  'busy always',
  'hangs until told',
  'ignores everything',
  'wrong kind',
  'late progress',
  'hungry',
] as const;
type Fault = (typeof FAULTS)[number];

interface Case {
  /** For each task, the earlier tasks that it needs. */
  readonly needs: readonly (readonly number[])[];
  readonly faults: readonly Fault[];
  readonly slots: number;
  /** Tasks are handed over in batches of this size. */
  readonly batch: number;
  /** The run is stopped after this many events; beyond them it is not. */
  readonly stopAfter: number;
  readonly cancelled: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.record({
    needs: fc.tuple(
      ...Array.from({ length: size }, (_, id) =>
        id === 0
          ? fc.constant([])
          : fc.uniqueArray(fc.integer({ min: 0, max: id - 1 }), { maxLength: 3 }),
      ),
    ),
    faults: fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constant('none' as const) }, fc.constantFrom(...FAULTS)),
      { minLength: size, maxLength: size },
    ),
    slots: fc.integer({ min: 1, max: 5 }),
    batch: fc.integer({ min: 1, max: size }),
    stopAfter: fc.oneof(fc.constant(1e9), fc.integer({ min: 0, max: 3 * size })),
    cancelled: fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 2 }),
  }),
);

function toPlan({ needs, faults }: Case): Task[] {
  return needs.map((dependencies, id) => ({
    id,
    type: 'text-generation',
    dependencies,
    arguments: {
      text: {
        from: 'template',
        parts: [
          { from: 'literal', value: `${id} ${faults[id]}` },
          ...dependencies.map((task) => ({ from: 'task', task, kind: 'text' }) as const),
        ],
      },
    },
  }));
}

/** An expert that does what its input says, and keeps count of what runs. */
function faultyExpert(counts: { running: number; most: number }): Expert {
  const busy = new Set<string>();
  return fakeExpert('text-generation', {
    timeoutSeconds: 0.03,
    perform: async (inputs, context) => {
      counts.running += 1;
      counts.most = Math.max(counts.most, counts.running);
      let hasEnded = false;
      const end = () => {
        counts.running -= hasEnded ? 0 : 1;
        hasEnded = true;
      };
      // What ignores its signal is abandoned: its slot is free from then on.
      context.signal.addEventListener('abort', end, { once: true });
      try {
        return await doAsTold(textIn(inputs.text), context, busy);
      } finally {
        end();
      }
    },
  });
}

async function doAsTold(
  text: string,
  { signal, progress }: ExpertContext,
  busy: Set<string>,
): Promise<ExpertOutput> {
  const [, id = '', fault] = /^(\d+) ([a-z ]+)/.exec(text) ?? [];
  await Promise.resolve();
  // toPlan writes one of FAULTS after the id.
  switch (fault?.trim() as Fault) {
    case 'throws':
      throw new TypeError('a bug in the expert');
    case 'fails':
      throw AppError.of('INPUT_INVALID', { task: 'text-generation', why: 'the test says so' });
    case 'busy once':
      if (!busy.has(id)) {
        busy.add(id);
        throw AppError.of('HOST_BUSY', { model: 'm', task: 't', why: 'the test says so' });
      }
      return { text: 'x' };
    case 'busy always':
      throw AppError.of('HOST_BUSY', { model: 'm', task: 't', why: 'the test says so' });
    case 'hangs until told':
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    case 'ignores everything':
      return new Promise(() => {});
    case 'wrong kind':
      return { table: undefined };
    case 'late progress':
      queueMicrotask(() => progress({ fraction: 0.5 }));
      setTimeout(() => progress({ fraction: 1 }), 5);
      return { text: 'x' };
    case 'hungry':
      return { text: 'x'.repeat(1_000_000) };
    default:
      return { text: 'x' };
  }
}

function textIn(input: unknown): string {
  return typeof input === 'object' && input !== null && 'text' in input ? String(input.text) : '';
}

async function run(given: Case) {
  const plan = toPlan(given);
  const counts = { running: 0, most: 0 };
  const events: RunEventBody[] = [];
  const stop = new AbortController();
  const slots = createSlots({ cpu: given.slots, gpu: 1, network: 1 });
  const taken: number[] = [];
  const deps = executionDeps({
    slots,
    emit: (event) => {
      events.push(event);
      taken.push(slots.taken('cpu'));
      if (events.length === given.stopAfter) {
        stop.abort();
      }
    },
  });
  const execution = startExecution(deps, stop.signal);
  const selections = assignExperts(plan, [faultyExpert(counts)]);
  for (let start = 0; start < plan.length; start += given.batch) {
    execution.add(plan.slice(start, start + given.batch), selections);
    await Promise.resolve();
  }
  given.cancelled.forEach(execution.cancel);
  await execution.finish();
  return { plan, events, slots, most: Math.max(counts.most, ...taken) };
}

const ENDINGS = ['task-finished', 'task-failed', 'task-skipped', 'task-cancelled'];

describe('execution, whatever the tasks do', () => {
  it('ends every task in one state, keeps to the slots and the order, and leaks nothing', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { plan, events, slots, most } = await run(given);
        const endedAt = new Map<number, number>();
        for (const [index, event] of events.entries()) {
          if ('task' in event && ENDINGS.includes(event.type)) {
            expect(endedAt.has(event.task), `task ${event.task} ended twice`).toBe(false);
            endedAt.set(event.task, index);
          }
        }
        expect([...endedAt.keys()].toSorted((a, b) => a - b)).toEqual(plan.map(({ id }) => id));
        expect(most).toBeLessThanOrEqual(given.slots);
        expect(slots.taken('cpu')).toBe(0);
        for (const [index, event] of events.entries()) {
          if (event.type === 'task-started') {
            for (const need of plan[event.task]?.dependencies ?? []) {
              const end = endedAt.get(need) ?? Number.POSITIVE_INFINITY;
              expect(end, `task ${event.task} before its dependency ${need}`).toBeLessThan(index);
              expect(events[end]?.type).toBe('task-finished');
            }
          }
        }
        expectReplay(plan, events);
      }),
      { numRuns: 500 },
    );
  });
});

/** The state from the events has each task where its last event put it. */
function expectReplay(plan: readonly Task[], events: readonly RunEventBody[]): void {
  const bodies: RunEventBody[] = [
    {
      type: 'started',
      conversation: 'c',
      request: '',
      attachments: [],
      mode: 'local',
      controller: 'rules',
    },
    { type: 'planned', tasks: plan, isComplete: true },
    ...events,
  ];
  const replayed = reduceRun(bodies.map((body, seq) => ({ runId: 'r', seq, at: 0, ...body })));
  for (const event of events) {
    if ('task' in event && ENDINGS.includes(event.type)) {
      const state = replayed.tasks.find(({ task }) => task.id === event.task);
      expect(`task-${state?.status}`).toBe(event.type);
    }
  }
}
