// The terminal host in the test's own process, with what it says kept; terminal.ts runs it as a person does.

import { runProgram } from '../../electron/terminal/program.ts';
import type { Ended } from './terminal.ts';

export async function ensembleHere(...words: string[]): Promise<Ended> {
  const [printed, warned]: [string[], string[]] = [[], []];
  const status = await runProgram(words, {
    print: (line) => printed.push(line),
    warn: (line) => warned.push(line),
    paint: (_, text) => text,
  });
  return { status, stdout: printed.join('\n'), stderr: warned.join('\n') };
}
