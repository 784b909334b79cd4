import { expect, it } from 'vitest';
import { shownTasks } from '../../../renderer/graph/shown-tasks.ts';
import { needing, running, waiting } from './made.ts';

const tasks = [running(needing(0), 100), waiting(needing(1))];

it('shows the tasks of a run that goes on as they are', () => {
  expect(shownTasks({ status: 'running', tasks })).toBe(tasks);
});

it('shows as stopped what ran when its run broke off, the same object each time', () => {
  const run = { status: 'interrupted', tasks, endedAt: 900 } as const;
  const shown = shownTasks(run);
  expect(shown[0]).toMatchObject({ status: 'cancelled', startedAt: 100, endedAt: 900 });
  expect(shown[1]).toBe(tasks[1]);
  expect(shownTasks(run)[0]).toBe(shown[0]);
});

it('shows no model on its way for a run that broke off', () => {
  const fetching = { model: 'DETR', doneBytes: 1, totalBytes: 2 };
  const state = { ...waiting(needing(2)), fetching };
  const run = { status: 'interrupted', tasks: [state], endedAt: 900 } as const;
  expect(shownTasks(run)).toEqual([waiting(needing(2))]);
  expect(shownTasks({ ...run, status: 'running' })).toEqual([state]);
});
