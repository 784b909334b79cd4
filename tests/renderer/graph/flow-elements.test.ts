import { expect, it } from 'vitest';
import { createFlow } from '../../../renderer/graph/flow-elements.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import { finished, needing, running, waiting } from './made.ts';

const labels = { ofTask: () => 'task', ofSource: () => 'source' };
const plan = [needing(0), needing(1, 0), needing(2, 0)];
const states: readonly TaskState[] = plan.map(waiting);
const input = { tasks: states, attachments: [], selected: undefined, labels };

it('makes new objects only for the task that an event speaks of and for the edges to it', () => {
  const flowOf = createFlow();
  const before = flowOf(input);
  const tasks = states.map((state) => (state.task.id === 1 ? running(state.task, 5) : state));
  const later = flowOf({ ...input, tasks });
  expect(later.layout).toBe(before.layout);
  expect(later.nodes.map((node, index) => node === before.nodes[index])).toEqual([
    true,
    false,
    true,
  ]);
  expect(later.edges.map((edge, index) => edge === before.edges[index])).toEqual([false, true]);
  expect(later.edges[0]?.data?.flow).toBe('now');
});

it('lets Tab reach one task: the one that is selected, or else the first', () => {
  const flowOf = createFlow();
  const stops = (selected: number | undefined) =>
    flowOf({ ...input, selected }).nodes.map((node) => node.domAttributes?.tabIndex);
  expect(stops(undefined)).toEqual([0, -1, -1]);
  expect(stops(2)).toEqual([-1, -1, 0]);
  expect(stops(99)).toEqual([0, -1, -1]);
});

it('keeps the places of nodes while a plan grows', () => {
  const flowOf = createFlow();
  const before = flowOf({ ...input, tasks: states.slice(0, 2) });
  const grown = flowOf(input);
  expect(grown.nodes.slice(0, 2)).toEqual(before.nodes);
  expect(grown.nodes).toHaveLength(3);
});

it('draws the past of an edge once its target has ended', () => {
  const flowOf = createFlow();
  const [first, second] = plan.map((task) => finished(task, {}));
  const tasks = [first, second, states[2]].filter((state) => state !== undefined);
  expect(flowOf({ ...input, tasks }).edges.map(({ data }) => data?.flow)).toEqual([
    'past',
    'ahead',
  ]);
});
