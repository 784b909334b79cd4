// A plan under review in the terminal: shown with its models, then the person is asked.

import { createInterface } from 'node:readline/promises';
import type { RunState } from '../../shared/events.ts';
import type { Host } from '../../shared/models.ts';
import type { Console } from './console.ts';

/** Where nobody can be asked, the answer is no. */
export async function askForWord(
  state: RunState,
  { console, signal }: { readonly console: Console; readonly signal: AbortSignal },
): Promise<boolean> {
  const leaving = state.tasks.filter(({ assignment }) => leaves(assignment?.model.host));
  if (leaving.length > 0) {
    const names = leaving.map(({ task }) => `${task.id} (${task.type})`).join(', ');
    console.print(`What these tasks read goes to a language model or a hosted one: ${names}.`);
  }
  if (!process.stdin.isTTY) {
    console.warn('ensemble: The plan waits for a word, and nobody can be asked here. Add --yes.');
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const said = await lines.question('Run this plan? [y/N] ', { signal });
    return /^y(?:es)?$/i.test(said.trim());
  } finally {
    lines.close();
  }
}

function leaves(host: Host | undefined): boolean {
  return host === 'hub' || host === 'controller';
}
