// `ensemble ask`: one request from the terminal, drawn live or printed as JSON.

import { resolve } from 'node:path';
import { toErrorReport } from '../../shared/errors.ts';
import { applyEvent, type RunState, reduceRun } from '../../shared/events.ts';
import type { Mode } from '../../shared/settings.ts';
import { createEngine, type Engine } from '../engine.ts';
import { type Console, printError } from './console.ts';
import { copyResults, filesToAttach } from './folders.ts';
import { createLiveView, seconds } from './live.ts';
import { failureReport, filesMade, runReport } from './report.ts';

export interface AskArguments {
  readonly request: string;
  readonly file: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
  readonly mode?: Mode;
  /** The folder from which the person called. */
  readonly folder: string;
}

/** @returns the exit status: 0 all done, 1 something failed */
export async function askCommand(asked: AskArguments, console: Console): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await withEngine(asked, (engine) =>
      askOnce(engine, asked, { console, stop: stop.signal }),
    );
  } catch (error) {
    printError(console, error);
    if (asked.json === true) {
      console.print(JSON.stringify(failureReport(toErrorReport(error))));
    }
    return 1;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function withEngine<Result>(
  { mode }: AskArguments,
  use: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const engine = createEngine({ ...(mode !== undefined && { mode }) });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}

interface AskContext {
  readonly console: Console;
  readonly stop: AbortSignal;
}

async function askOnce(
  engine: Engine,
  asked: AskArguments,
  { console, stop }: AskContext,
): Promise<number> {
  const { request, folder, json = false } = asked;
  if (engine.store.interrupted.length > 0) {
    console.warn(`Note: ${engine.store.interrupted.length} earlier run(s) had been interrupted.`);
  }
  const files = filesToAttach(request, asked.file, folder);
  const state = await follow(
    engine,
    { request, files, stop },
    json ? undefined : createLiveView(console),
  );
  const out = resolve(folder, asked.out ?? 'ensemble-output');
  const copies = await copyResults(filesMade(state), out, ({ artefact }) =>
    engine.store.artefacts.path(artefact.id),
  );
  if (json) {
    console.print(JSON.stringify(runReport(state, copies)));
  } else {
    printEnding(state, copies, console);
  }
  const isDone =
    state.status === 'finished' && state.tasks.every(({ status }) => status === 'finished');
  return isDone ? 0 : 1;
}

interface Following {
  readonly request: string;
  readonly files: readonly string[];
  readonly stop: AbortSignal;
}

async function follow(
  engine: Engine,
  { request, files, stop }: Following,
  draw: ReturnType<typeof createLiveView> | undefined,
): Promise<RunState> {
  let state: RunState | undefined;
  for await (const event of engine.ask(request, { files, signal: stop })) {
    state = state === undefined ? reduceRun([event]) : applyEvent(state, event);
    draw?.(event, state);
  }
  return state ?? reduceRun([]);
}

function printEnding(state: RunState, copies: ReadonlyMap<string, string>, console: Console): void {
  if (state.answer !== '') {
    console.print(`\n${state.answer}\n`);
  }
  for (const path of copies.values()) {
    console.print(`${console.paint('dim', 'File')}   ${path}`);
  }
  const total = (state.endedAt ?? state.startedAt) - state.startedAt;
  const done = state.tasks.filter(({ status }) => status === 'finished').length;
  console.print(
    console.paint('dim', `${done} of ${state.tasks.length} tasks done in ${seconds(total)}`),
  );
  if (state.error !== undefined) {
    console.warn(`ensemble: ${state.error.message} [${state.error.code}]`);
  } else if (state.status === 'cancelled') {
    console.warn('ensemble: The run was stopped before it ended. What had finished was kept.');
  }
}
