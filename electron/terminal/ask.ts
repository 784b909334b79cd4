// `ensemble ask`: one request from the terminal, drawn live or printed as JSON.

import type { Console } from './console.ts';
import { filesToAttach } from './folders.ts';
import { runSession, type SessionOptions } from './session.ts';

export interface AskArguments extends SessionOptions {
  readonly request: string;
  /** Paths, relative to the person's folder. */
  readonly file: readonly string[];
  /** A plan is made anew, also where the same request had one before. */
  readonly replan?: boolean | undefined;
}

/** @returns the exit status: 0 all done, 1 something failed */
export function askCommand(asked: AskArguments, console: Console): Promise<number> {
  const { request, replan } = asked;
  const files = filesToAttach(request, asked.file, asked.folder);
  return runSession(
    asked,
    (engine, how) => ({ events: engine.ask(request, { files, replan, ...how }), before: [] }),
    console,
  );
}
