// A whole engine over experts and plans of the test, on a folder of its own.

import { createEngine, type Engine, type EngineOptions } from '../../electron/engine.ts';
import { applyEvent, type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import type { WireTask } from '../../shared/plan.ts';
import { fixedController } from './controllers.ts';
import { temporaryFolder } from './folders.ts';

export function testEngine(
  plan: readonly WireTask[] | string,
  options: Omit<EngineOptions, 'controller'>,
): Engine {
  return createEngine({ home: temporaryFolder(), controller: fixedController(plan), ...options });
}

/** Follows a run to its end; `onEvent` sees each event with the state that it led to. */
export async function follow(
  events: AsyncIterable<RunEvent>,
  onEvent: (event: RunEvent, state: RunState) => void = () => {},
): Promise<{ readonly state: RunState; readonly events: readonly RunEvent[] }> {
  const seen: RunEvent[] = [];
  let state: RunState | undefined;
  for await (const event of events) {
    seen.push(event);
    state = state === undefined ? reduceRun([event]) : applyEvent(state, event);
    onEvent(event, state);
  }
  return { state: state ?? reduceRun([]), events: seen };
}
