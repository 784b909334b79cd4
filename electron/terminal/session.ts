// What every command that runs something shares: an engine for as long as it takes, stopping on
// Ctrl-C, drawing the run, copying its files, and the exit status.

import { resolve } from 'node:path';
import type { ControllerChoice } from '../../shared/controllers.ts';
import { toErrorReport } from '../../shared/errors.ts';
import { applyEvent, type RunEvent, type RunState, reduceRun } from '../../shared/events.ts';
import { noteWords } from '../../shared/notes.ts';
import type { Question } from '../../shared/questions.ts';
import { filesMade } from '../../shared/run-files.ts';
import type { Mode } from '../../shared/settings.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine.ts';
import type { BeginOptions } from '../engine-runs.ts';
import { type Console, printError } from './console.ts';
import { copyResults } from './folders.ts';
import { createLiveView, seconds } from './live.ts';
import { type Asking, askForPlan, askQuestion, canBeAsked } from './questions.ts';
import { failureReport, runReport } from './report.ts';

export interface SessionOptions {
  readonly out: string;
  readonly json?: boolean | undefined;
  readonly mode?: Mode | undefined;
  /** What conducts, in place of what the settings say. */
  readonly controller?: ControllerChoice | undefined;
  /** The plan waits for a word before it runs. */
  readonly review?: boolean | undefined;
  /** Whatever it asks is answered with yes, and a plan does not wait. */
  readonly yes?: boolean | undefined;
  /** The folder from which the person called. */
  readonly folder: string;
}

interface Moded {
  readonly mode?: Mode | undefined;
}

interface Following {
  readonly events: AsyncIterable<RunEvent>;
  /** What a run that goes on has done before. */
  readonly before: readonly RunEvent[];
}
type Begin = (engine: Engine, how: BeginOptions) => Following;

/**
 * Opens an engine, follows the run that `begin` starts, and says how it ended.
 * @returns the exit status: 0 all done, 1 something failed
 */
export async function runSession(
  options: SessionOptions,
  begin: Begin,
  console: Console,
): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await withEngine(toEngineOptions(options), async (engine) => {
      noteInterrupted(engine, console);
      const draw = options.json === true ? () => {} : createLiveView(console);
      const words = createWords(engine, options, { console, signal: stop.signal });
      const isAttended = options.yes === true || canBeAsked();
      const begun = begin(engine, { signal: stop.signal, isAttended });
      const state = await follow(begun, { draw, ...words });
      return await endSession(engine, state, { options, console });
    });
  } catch (error) {
    printError(console, error);
    if (options.json === true) {
      console.print(JSON.stringify(failureReport(toErrorReport(error))));
    }
    return 1;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function toEngineOptions({ mode, controller, review, yes }: SessionOptions): EngineOptions {
  const isReviewed = yes === true ? false : review;
  return { ...(mode !== undefined && { mode }), choice: controller, isReviewed };
}

/** An engine on the person's data folder, closed whatever happens. */
export async function withEngine<Result>(
  { mode, ...options }: Pick<EngineOptions, 'choice' | 'isReviewed'> & Moded,
  use: (engine: Engine) => Promise<Result> | Result,
): Promise<Result> {
  const engine = createEngine({ ...options, ...(mode !== undefined && { mode }) });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

function noteInterrupted({ store }: Engine, console: Console): void {
  const [latest] = store.interrupted;
  if (latest !== undefined) {
    const more = store.interrupted.length > 1 ? ` (and ${store.interrupted.length - 1} more)` : '';
    console.warn(
      `Note: run ${latest}${more} was interrupted. Go on with: ensemble runs resume ${latest}`,
    );
  }
}

/** Gives the words that a run waits for. */
interface Words {
  readonly review: (state: RunState) => Promise<void>;
  readonly answer: (state: RunState, question: Question) => Promise<void>;
}

function createWords(engine: Engine, { yes }: SessionOptions, asking: Asking): Words {
  return {
    review: async (state) => {
      engine.review(state.runId, { isApproved: await askForPlan(state, asking) });
    },
    answer: async ({ runId }, question) => {
      const word = yes === true ? 'yes' : await askQuestion(question, asking);
      engine.answer(runId, question.key, word);
    },
  };
}

interface Watching extends Words {
  readonly draw: ReturnType<typeof createLiveView>;
}

async function follow(
  { events, before }: Following,
  { draw, review, answer }: Watching,
): Promise<RunState> {
  let state = before.length === 0 ? undefined : reduceRun(before);
  for await (const event of events) {
    state = state === undefined ? reduceRun([event]) : applyEvent(state, event);
    draw(event, state);
    if (event.type === 'review-asked') {
      await review(state);
    } else if (event.type === 'question') {
      await answer(state, event.question);
    }
  }
  return state ?? reduceRun([]);
}

interface Ending {
  readonly options: SessionOptions;
  readonly console: Console;
}

async function endSession(
  { store }: Engine,
  state: RunState,
  { options, console }: Ending,
): Promise<number> {
  const out = resolve(options.folder, options.out);
  const pathOf = ({ artefact }: { artefact: { id: string } }) => store.artefacts.path(artefact.id);
  const copies = await copyResults(filesMade(state), out, pathOf);
  if (options.json === true) {
    console.print(JSON.stringify(runReport(state, copies)));
  } else {
    printEnding(state, copies, console);
  }
  const isDone = state.tasks.every(({ status }) => status === 'finished');
  return state.status === 'finished' && isDone ? 0 : 1;
}

export function printEnding(
  state: RunState,
  copies: ReadonlyMap<string, string>,
  console: Console,
): void {
  if (state.answer !== '') {
    console.print(`\n${state.answer}\n`);
  }
  for (const path of copies.values()) {
    console.print(`${console.paint('dim', 'File')}   ${path}`);
  }
  for (const note of state.notes) {
    console.print(console.paint('yellow', noteWords(note)));
  }
  const total = (state.endedAt ?? state.startedAt) - state.startedAt;
  const done = state.tasks.filter(({ status }) => status === 'finished').length;
  const called = callWords(state.calls);
  const summary = `${done} of ${state.tasks.length} tasks done in ${seconds(total)}${called}, run ${state.runId}`;
  console.print(console.paint('dim', summary));
  if (state.error !== undefined) {
    console.warn(`ensemble: ${state.error.message} [${state.error.code}]`);
  } else if (state.status === 'cancelled') {
    console.warn('ensemble: The run was stopped before it ended. What had finished was kept.');
  }
}

/** ", 3 calls of a language model (~2,104 tokens, $0.0012)" */
function callWords(calls: RunState['calls']): string {
  if (calls.length === 0) {
    return '';
  }
  const tokens = calls.reduce((sum, call) => sum + call.promptTokens + call.completionTokens, 0);
  const cost = calls.reduce((sum, call) => sum + (call.cost ?? 0), 0);
  const about = calls.some(({ isEstimated }) => isEstimated) ? '~' : '';
  const price = calls.some((call) => call.cost !== undefined) ? `, $${cost.toFixed(4)}` : '';
  const times = calls.length === 1 ? '1 call' : `${calls.length} calls`;
  return `, ${times} of a language model (${about}${tokens.toLocaleString('en')} tokens${price})`;
}
