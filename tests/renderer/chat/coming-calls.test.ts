import { describe, expect, it } from 'vitest';
import { comingCalls } from '../../../renderer/chat/coming-calls.ts';
import type { ConnectionListing, ControllersOverview } from '../../../shared/controller-listing.ts';
import type { Connection } from '../../../shared/controllers.ts';
import type { Host } from '../../../shared/models.ts';
import type { TaskState } from '../../../shared/task-states.ts';

function listed(id: string, price?: Connection['price']): ConnectionListing {
  return {
    ...{ id, name: id, isHere: false, needsKey: false, keyVariable: 'KEY', hasKey: true },
    connection: { preset: 'custom', ...(price && { price }) },
  };
}

const overview = (choices: ControllersOverview['choices']): ControllersOverview => ({
  choices,
  reviewPlans: true,
  connections: [listed('paid', { input: 2, output: 10 }), listed('unknown')],
  localModels: [],
});

function assigned(id: number, host: Host, text: string): TaskState {
  const model = { id: 'paid:model', host, revision: '1', name: 'model' };
  return {
    task: {
      ...{ id, type: 'summarization', dependencies: [] },
      arguments: { text: { from: 'literal', value: text } },
    },
    ...{ status: 'waiting', attempts: [] },
    assignment: { model, reason: 'It is the best.', candidates: [] },
  };
}

describe('the calls that a plan still takes', () => {
  it('are those of its own tasks and the answer, with what their texts cost', () => {
    const tasks = [assigned(0, 'controller', 'x'.repeat(4000)), assigned(1, 'builtin', 'y')];
    const coming = comingCalls(
      { tasks, controller: 'paid:model' },
      overview({ default: 'paid:m' }),
    );
    expect(coming.count).toBe(2);
    // (600 + 1000) and 600 tokens at 2 dollars a million, 500 each at 10
    expect(coming.cost).toBeCloseTo((2200 * 2 + 1000 * 10) / 1e6, 10);
  });

  it('cost nothing on this machine, and nobody knows what without a price', () => {
    const run = { tasks: [], controller: 'x:y' };
    expect(comingCalls(run, overview({ default: 'local:org/chat' }))).toEqual({
      count: 1,
      cost: 0,
    });
    expect(comingCalls(run, overview({ default: 'unknown:m' }))).toEqual({
      count: 1,
      cost: undefined,
    });
  });

  it('are none where the rules planned and answer', () => {
    const run = { tasks: [assigned(0, 'builtin', 'x')], controller: 'rules' };
    expect(comingCalls(run, overview({ default: 'rules' }))).toEqual({ count: 0, cost: 0 });
  });
});
