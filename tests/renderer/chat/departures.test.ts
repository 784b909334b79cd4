import { describe, expect, it } from 'vitest';
import { departuresOf } from '../../../renderer/chat/departures.ts';
import type { ConnectionListing, ControllersOverview } from '../../../shared/controller-listing.ts';
import type { Host } from '../../../shared/models.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import { runOf } from './runs.ts';

function connection(id: string, isHere: boolean): ConnectionListing {
  return {
    ...{ id, name: id, isHere, connection: { preset: 'custom' } },
    ...{ needsKey: false, keyVariable: 'KEY', hasKey: false },
  };
}

function overviewOf(choices: ControllersOverview['choices']): ControllersOverview {
  return {
    choices,
    reviewPlans: true,
    connections: [connection('near', true), connection('far', false)],
    localModels: [],
  };
}

function assigned(id: number, host: Host, model: string): TaskState {
  return {
    task: { id, type: 'summarization', dependencies: [], arguments: {} },
    status: 'waiting',
    attempts: [],
    assignment: {
      model: { id: model, host, revision: '1', name: model },
      reason: 'It is the best.',
      candidates: [],
    },
  };
}

const waiting = (tasks: readonly TaskState[], controller = 'near:small') =>
  runOf({ status: 'running', review: 'asked', controller, tasks });

describe('departuresOf', () => {
  it('finds nothing where all happens here', () => {
    const run = waiting([
      assigned(0, 'builtin', 'builtin/textrank'),
      assigned(1, 'onnx', 'org/name'),
      assigned(2, 'controller', 'near:small'),
    ]);
    expect(departuresOf(run, overviewOf({ default: 'near:small' }))).toEqual([]);
    expect(departuresOf(run, overviewOf({ default: 'local:org/chat' }))).toEqual([]);
  });

  it('names the tasks that a hosted model would do', () => {
    const task = assigned(0, 'hub', 'org/hosted');
    expect(departuresOf(waiting([task]), overviewOf({ default: 'near:small' }))).toEqual([
      { to: 'hub', state: task, model: 'org/hosted' },
    ]);
  });

  it('names the tasks and the answer that a language model elsewhere would do', () => {
    const task = assigned(0, 'controller', 'far:large');
    expect(
      departuresOf(waiting([task], 'far:large'), overviewOf({ default: 'far:large' })),
    ).toEqual([
      { to: 'model', state: task, model: 'far:large' },
      { to: 'answer', model: 'far:large' },
    ]);
  });

  it('goes by the stage where the model of a task does not say its connection', () => {
    const task = assigned(0, 'controller', 'controller');
    const away = overviewOf({ default: 'near:small', perform: 'far:large' });
    expect(departuresOf(waiting([task]), away)).toMatchObject([{ to: 'model' }]);
    const here = overviewOf({ default: 'far:large', perform: 'near:small', answer: 'rules' });
    expect(departuresOf(waiting([task]), here)).toEqual([]);
  });

  it('takes a connection that is gone for one that is elsewhere', () => {
    const task = assigned(0, 'controller', 'gone:large');
    const overview = overviewOf({ default: 'near:small' });
    expect(departuresOf(waiting([task]), overview)).toMatchObject([{ to: 'model' }]);
  });
});
