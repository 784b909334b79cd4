import { describe, expect, it } from 'vitest';
import type { Expert } from '../../../electron/experts/expert.ts';
import { startExecution } from '../../../electron/pipeline/execute.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RunEventBody } from '../../../shared/event-bodies.ts';
import type { Argument, Task } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { assignExperts, executionDeps } from '../../fakes/execution.ts';
import { fakeExpert, sayingExpert, textOf } from '../../fakes/experts.ts';

function reference(task: number): Argument {
  return { from: 'task', task, kind: 'text' };
}

function makeTask(id: number, type: TaskType, argument: Argument): Task {
  const dependencies = argument.from === 'task' ? [argument.task] : [];
  return { id, type, dependencies, arguments: { text: argument } };
}

const literal: Argument = { from: 'literal', value: 'hello' };

interface Running {
  readonly cpuSlots?: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEventBody) => void;
}

async function execute(
  plan: readonly Task[],
  experts: readonly Expert[],
  { cpuSlots = 4, signal = new AbortController().signal, onEvent }: Running = {},
): Promise<RunEventBody[]> {
  const events: RunEventBody[] = [];
  const deps = executionDeps({
    cpuSlots,
    emit: (event) => {
      events.push(event);
      onEvent?.(event);
    },
  });
  const execution = startExecution(deps, signal);
  execution.add(plan, assignExperts(plan, experts));
  await execution.finish();
  return events;
}

/** "0 started", "0 finished", … */
function lines(events: readonly RunEventBody[]): string[] {
  return events.flatMap((event) =>
    'task' in event ? [`${event.task} ${event.type.replace('task-', '')}`] : [],
  );
}

describe('startExecution', () => {
  it('gives a task what the task before it made', async () => {
    const plan = [
      makeTask(0, 'summarization', literal),
      makeTask(1, 'text-generation', reference(0)),
    ];
    const events = await execute(plan, [
      sayingExpert('summarization', 'short'),
      fakeExpert('text-generation', {
        perform: async (inputs) => ({ text: `${textOf(inputs)}!` }),
      }),
    ]);
    expect(lines(events)).toEqual(['0 started', '0 finished', '1 started', '1 finished']);
    expect(events.at(-1)).toMatchObject({ output: { text: 'short!' } });
  });

  it('runs what does not depend on each other at the same time', async () => {
    const both = Promise.withResolvers<void>();
    let running = 0;
    const meeting = fakeExpert('summarization', {
      perform: async () => {
        running += 1;
        if (running === 2) {
          both.resolve();
        }
        await both.promise; // ends only if the other one runs too
        return { text: 'met' };
      },
    });
    const plan = [makeTask(0, 'summarization', literal), makeTask(1, 'summarization', literal)];
    const events = await execute(plan, [meeting]);
    expect(lines(events).filter((line) => line.endsWith('finished'))).toHaveLength(2);
  });

  it('never runs more tasks at once than there are slots', async () => {
    let running = 0;
    let most = 0;
    const counting = fakeExpert('summarization', {
      perform: async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return { text: 'x' };
      },
    });
    const plan = [0, 1, 2, 3, 4, 5].map((id) => makeTask(id, 'summarization', literal));
    const events = await execute(plan, [counting], { cpuSlots: 2 });
    expect(most).toBe(2);
    expect(lines(events).filter((line) => line.endsWith('finished'))).toHaveLength(6);
  });

  it('skips the dependents of a failed task by name and goes on with the rest', async () => {
    const plan = [
      makeTask(0, 'summarization', literal),
      makeTask(1, 'text-generation', reference(0)),
      makeTask(2, 'translation', reference(1)),
      makeTask(3, 'translation', literal),
    ];
    const events = await execute(plan, [
      fakeExpert('summarization', {
        perform: async () => {
          throw new Error('boom');
        },
      }),
      sayingExpert('text-generation', 'never'),
      sayingExpert('translation', 'bonjour'),
    ]);
    expect(lines(events)).toEqual(
      expect.arrayContaining(['0 failed', '1 skipped', '2 skipped', '3 finished']),
    );
    expect(lines(events)).not.toContain('1 started');
    expect(events.find((event) => event.type === 'task-failed')).toMatchObject({
      error: { code: 'EXPERT_FAILED', data: { why: 'boom' } },
    });
    expect(events.find((event) => event.type === 'task-skipped')).toMatchObject({ because: 0 });
  });

  it('fails what no model can do before anything starts', async () => {
    const plan = [
      makeTask(0, 'summarization', literal),
      makeTask(1, 'text-to-image', reference(0)),
      makeTask(2, 'image-to-text', reference(1)),
    ];
    const events = await execute(plan, [sayingExpert('summarization', 'short')]);
    expect(lines(events)).toEqual(['1 failed', '2 skipped', '0 started', '0 finished']);
  });

  it('fails a task that goes on for longer than its expert may, and frees its slot', async () => {
    const hanging = fakeExpert('summarization', {
      timeoutSeconds: 0.02,
      perform: () => new Promise(() => {}),
    });
    const plan = [makeTask(0, 'summarization', literal), makeTask(1, 'translation', literal)];
    const events = await execute(plan, [hanging, sayingExpert('translation', 'ok')], {
      cpuSlots: 1,
    });
    expect(lines(events)).toEqual(['0 started', '0 failed', '1 started', '1 finished']);
    expect(events[1]).toMatchObject({ error: { code: 'TIMED_OUT' } });
  });

  it('cancels what runs and what waits when the run is stopped', async () => {
    const stop = new AbortController();
    const hanging = fakeExpert('summarization', { perform: () => new Promise(() => {}) });
    const plan = [makeTask(0, 'summarization', literal), makeTask(1, 'translation', reference(0))];
    const events = await execute(plan, [hanging, sayingExpert('translation', 'never')], {
      signal: stop.signal,
      onEvent: ({ type }) => type === 'task-started' && stop.abort(),
    });
    expect(lines(events).toSorted()).toEqual(['0 cancelled', '0 started', '1 cancelled']);
  });

  it('tells the expert that it should stop', async () => {
    const stop = new AbortController();
    const heard = Promise.withResolvers<boolean>();
    const listening = fakeExpert('summarization', {
      perform: (_, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => heard.resolve(true));
          stop.abort();
        }),
    });
    await execute([makeTask(0, 'summarization', literal)], [listening], { signal: stop.signal });
    expect(await heard.promise).toBe(true);
  });

  it('drops progress that comes after the end', async () => {
    let report = () => {};
    const late = fakeExpert('summarization', {
      perform: async (_, { progress }) => {
        progress({ fraction: 0.5 });
        report = () => progress({ fraction: 0.9 });
        return { text: 'x' };
      },
    });
    const events = await execute([makeTask(0, 'summarization', literal)], [late]);
    report();
    expect(events.filter(({ type }) => type === 'task-progress')).toEqual([
      { type: 'task-progress', task: 0, fraction: 0.5 },
    ]);
  });

  it('fails an expert that does not make what its task type promises', async () => {
    const empty = fakeExpert('summarization', { perform: async () => ({}) });
    const events = await execute([makeTask(0, 'summarization', literal)], [empty]);
    expect(events.at(-1)).toMatchObject({ type: 'task-failed', error: { code: 'EXPERT_FAILED' } });
  });

  it('stops everything and rejects where an event cannot be stored', async () => {
    const full = AppError.of('DISK_FULL', { what: 'an event' });
    const stopped = Promise.withResolvers<void>();
    const plan = [makeTask(0, 'summarization', literal), makeTask(1, 'translation', literal)];
    const running = execute(
      plan,
      [
        sayingExpert('summarization', 'x'),
        fakeExpert('translation', {
          perform: (_, { signal }) =>
            new Promise(() => signal.addEventListener('abort', () => stopped.resolve())),
        }),
      ],
      {
        onEvent: ({ type }) => {
          if (type === 'task-finished') {
            throw full;
          }
        },
      },
    );
    await expect(running).rejects.toBe(full);
    await stopped.promise;
  });
});
