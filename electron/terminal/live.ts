// Draws a run in the terminal, a line an event, without moving the cursor, so that it reads the same
// in a pipe.

import type { RunEvent, RunState, TaskState } from '../../shared/events.ts';
import { referencesOf, type Task } from '../../shared/plan.ts';
import type { Console } from './console.ts';

type Draw = (event: RunEvent, state: RunState) => void;

/** @returns what to call with each event and the state that it led to */
export function createLiveView(console: Console): Draw {
  return (event, state) => {
    switch (event.type) {
      case 'planned':
        for (const task of event.tasks) {
          console.print(planLine(task, console));
        }
        break;
      case 'repaired':
        for (const repair of event.repairs) {
          console.print(console.paint('dim', `  Repaired: ${repair.message}`));
        }
        break;
      case 'assigned':
      case 'task-started':
      case 'task-finished':
      case 'task-failed':
      case 'task-skipped':
      case 'task-cancelled':
        drawTask(event.type, taskOf(state, event.task), console);
        break;
      default:
        break;
    }
  };
}

/** "Plan  1  text-to-speech  after 0  text: <resource>-0" */
export function planLine(task: Task, console: Console): string {
  const after = task.dependencies.length === 0 ? '' : `  after ${task.dependencies.join(', ')}`;
  const slots = Object.entries(task.arguments).map(([slot, argument]) => {
    const references = referencesOf(argument).map((reference) => `task ${reference.task}`);
    const shown =
      argument.from === 'literal'
        ? JSON.stringify(shorten(argument.value))
        : argument.from === 'file'
          ? argument.name
          : references.join(' + ');
    return `${slot}: ${shown}`;
  });
  const name = console.paint('bold', task.type);
  return `Plan   ${task.id}  ${name}${after}  ${console.paint('dim', slots.join('  '))}`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function taskOf(state: RunState, id: number): TaskState {
  const found = state.tasks.find(({ task }) => task.id === id);
  if (found === undefined) {
    throw new Error(`Run ${state.runId} has an event of task ${id}, which is not in its plan.`);
  }
  return found;
}

type TaskEventType = Extract<RunEvent, { readonly task: number }>['type'];

function drawTask(
  type: TaskEventType,
  { task, assignment, ...state }: TaskState,
  console: Console,
) {
  const name = `${task.id}  ${console.paint('bold', task.type)}`;
  const model = assignment?.model.name ?? '';
  if (type === 'assigned') {
    console.print(`Model  ${name}  ${model}  ${console.paint('dim', assignment?.reason ?? '')}`);
  } else if (state.status === 'running') {
    console.print(`${console.paint('cyan', 'Start')}  ${name}  ${model}`);
  } else if (state.status === 'finished') {
    const host = assignment?.model.host ?? '';
    console.print(
      `${console.paint('green', 'Done')}   ${name}  ${model} (${host})  ${seconds(state.durationMs)}`,
    );
  } else if (state.status === 'failed') {
    console.print(`${console.paint('red', 'Failed')} ${name}  ${state.error.message}`);
  } else if (state.status === 'skipped') {
    console.print(
      `${console.paint('yellow', 'Skip')}   ${name}  because task ${state.because} failed`,
    );
  } else if (state.status === 'cancelled') {
    console.print(`${console.paint('yellow', 'Stop')}   ${name}`);
  }
}

/** "0.31 s", "12.4 s" */
export function seconds(milliseconds: number): string {
  const value = milliseconds / 1000;
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}
