// Where the terminal host writes: standard output for what was asked for, standard error for the rest.
// Colour only where a person looks at it.

import { styleText } from 'node:util';
import { toErrorReport } from '../../shared/errors.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Console {
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
  /** The text as it is where the stream is piped, or NO_COLOR is set. */
  readonly paint: (style: Style, text: string) => string;
}

export const terminalConsole: Console = {
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
  paint: (style, text) => styleText(style, text, { stream: process.stdout }),
};

/** What, why and what to do, with the code to search for. */
export function printError(console: Console, thrown: unknown): void {
  const { code, message } = toErrorReport(thrown);
  console.warn(`ensemble: ${message} [${code}]`);
  if (code === 'INTERNAL' && thrown instanceof Error && thrown.stack !== undefined) {
    console.warn(thrown.stack);
  }
}
