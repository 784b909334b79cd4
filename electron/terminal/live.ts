// Draws a run in the terminal, a line an event, without moving the cursor, so that it reads the same
// in a pipe.

import type { RunEvent, RunState } from '../../shared/events.ts';
import { referencesOf, type Task } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';
import { formatBytes } from '../library/bytes.ts';
import type { Console } from './console.ts';

/** @returns what to call with each event and the state that it led to */
export function createLiveView(console: Console): (event: RunEvent, state: RunState) => void {
  const tenths = new Map<number, number>();
  return (event, state) => {
    switch (event.type) {
      case 'planned':
        for (const task of event.tasks) {
          console.print(planLine(task, console));
        }
        break;
      case 'repaired':
        for (const repair of event.repairs) {
          console.print(console.paint('dim', `       Repaired: ${repair.message}`));
        }
        break;
      case 'assigned':
        console.print(modelLine(taskOf(state, event.task), console));
        break;
      case 'fetching':
        if (tenthOf(event) !== tenths.get(event.task)) {
          tenths.set(event.task, tenthOf(event));
          console.print(fetchingLine(event, console));
        }
        break;
      case 'attempt-failed':
        console.print(attemptLine(event, console));
        break;
      case 'task-started':
      case 'task-finished':
      case 'task-failed':
      case 'task-skipped':
      case 'task-cancelled':
        console.print(taskLine(taskOf(state, event.task), console));
        break;
      case 'dubbing':
        console.print(`Dub    ${event.video}`);
        break;
      default:
        break;
    }
  };
}

function taskOf(state: RunState, id: number): TaskState {
  const found = state.tasks.find(({ task }) => task.id === id);
  if (found === undefined) {
    throw new Error(`Run ${state.runId} has an event of task ${id}, which is not in its plan.`);
  }
  return found;
}

/** "Plan   1  text-to-speech  after 0  text: task 0" */
export function planLine({ id, type, dependencies, arguments: slots }: Task, console: Console) {
  const after = dependencies.length === 0 ? '' : `  after ${dependencies.join(', ')}`;
  const shown = Object.entries(slots).map(([slot, argument]) => {
    switch (argument.from) {
      case 'literal':
        return `${slot}: ${JSON.stringify(shorten(argument.value))}`;
      case 'file':
        return `${slot}: ${argument.name}`;
      case 'url':
        return `${slot}: ${argument.url}`;
      default:
        return `${slot}: ${referencesOf(argument)
          .map(({ task }) => `task ${task}`)
          .join(' + ')}`;
    }
  });
  return `Plan   ${id}  ${console.paint('bold', type)}${after}  ${console.paint('dim', shown.join('  '))}`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function modelLine({ task, assignment }: TaskState, console: Console): string {
  const model = assignment?.model.name ?? '';
  const reason = console.paint('dim', assignment?.reason ?? '');
  return `Model  ${task.id}  ${console.paint('bold', task.type)}  ${model}  ${reason}`;
}

/** A line for each tenth of a download is enough. */
function tenthOf({ doneBytes, totalBytes }: Extract<RunEvent, { type: 'fetching' }>): number {
  return totalBytes === 0 ? -1 : Math.floor((10 * doneBytes) / totalBytes);
}

/** "Fetch  0  detr-resnet-50  12 MB of 43 MB, 8 s left" */
function fetchingLine(
  { task, model, doneBytes, totalBytes, secondsLeft }: Extract<RunEvent, { type: 'fetching' }>,
  console: Console,
): string {
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  const bytes =
    totalBytes === 0
      ? 'asking the Hub'
      : `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}${left}`;
  return `Fetch  ${task}  ${model}  ${console.paint('dim', bytes)}`;
}

type AttemptFailed = Extract<RunEvent, { type: 'attempt-failed' }>;

function attemptLine({ task, attempt, error, next, delayMs }: AttemptFailed, console: Console) {
  const then = next === 'retry' ? `again in ${seconds(delayMs)}` : 'another model is tried';
  return `${console.paint('yellow', 'Retry')}  ${task}  attempt ${attempt} failed: ${error.message} (${then})`;
}

/** Where a task stands, in one line. */
export function taskLine(state: TaskState, console: Console): string {
  const { task, assignment } = state;
  const name = `${task.id}  ${console.paint('bold', task.type)}`;
  const model = assignment?.model.name ?? '';
  switch (state.status) {
    case 'waiting':
      return `Wait   ${name}`;
    case 'running':
      return `${console.paint('cyan', 'Start')}  ${name}  ${model}`;
    case 'finished': {
      const time = state.reused ? 'reused' : seconds(state.durationMs);
      const host = assignment?.model.host ?? '';
      return `${console.paint('green', 'Done')}   ${name}  ${model} (${host})  ${time}`;
    }
    case 'failed':
      return `${console.paint('red', 'Failed')} ${name}  ${state.error.message}`;
    case 'skipped':
      return `${console.paint('yellow', 'Skip')}   ${name}  because task ${state.because} did not finish`;
    case 'cancelled':
      return `${console.paint('yellow', 'Stop')}   ${name}`;
  }
}

/** "0.31 s", "12.4 s" */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}
