// What a run asks in the terminal: whether a plan may run, a model be fetched, a file be sent.

import { createInterface } from 'node:readline/promises';
import type { RunState } from '../../shared/events.ts';
import type { Host } from '../../shared/models.ts';
import type { Question, Word } from '../../shared/questions.ts';
import { formatBytes } from '../library/bytes.ts';
import type { Console } from './console.ts';

export interface Asking {
  readonly console: Console;
  readonly signal: AbortSignal;
}

/** Someone can answer. */
export function canBeAsked(): boolean {
  return process.stdin.isTTY === true;
}

/** Where nobody can be asked, the answer is no. */
export async function askForPlan(state: RunState, asking: Asking): Promise<boolean> {
  const { console } = asking;
  const leaving = state.tasks.filter(({ assignment }) => leaves(assignment?.model.host));
  if (leaving.length > 0) {
    const names = leaving.map(({ task }) => `${task.id} (${task.type})`).join(', ');
    console.print(`What these tasks read goes to a language model or a hosted one: ${names}.`);
  }
  if (!canBeAsked()) {
    console.warn('ensemble: The plan waits for a word, and nobody can be asked here. Add --yes.');
    return false;
  }
  return isYes(await askLine('Run this plan? [y/N] ', asking));
}

/** Something else than a word that is offered counts as no. */
export async function askQuestion(question: Question, asking: Asking): Promise<Word> {
  asking.console.print(questionWords(question));
  if (question.about === 'install') {
    return isYes(await askLine('Download it and go on? [y/N] ', asking)) ? 'yes' : 'no';
  }
  const said = await askLine('Send it? [y]es, [a]lways, [N]o, ne[v]er ', asking);
  return UPLOAD_WORDS[said.trim().toLowerCase()] ?? 'no';
}

const UPLOAD_WORDS: Readonly<Record<string, Word>> = {
  y: 'yes',
  yes: 'yes',
  a: 'always',
  always: 'always',
  v: 'never',
  never: 'never',
};

/** "Task 0 takes detr-resnet-50, which is not here: 43 MB, it fits." */
export function questionWords(question: Question): string {
  const tasks = `${question.tasks.length === 1 ? 'Task' : 'Tasks'} ${question.tasks.join(', ')}`;
  if (question.about === 'upload') {
    const { file, size, provider, host, model } = question;
    const through = host === provider ? '' : ` through ${host}`;
    return `${tasks}: ${file} (${formatBytes(size)}) would be sent to ${provider}${through}, for ${model}.`;
  }
  const { model, bytes, fit, licence } = question;
  const facts = [
    bytes === undefined ? 'size not known' : formatBytes(bytes),
    ...(fit === undefined ? [] : [FITS[fit]]),
    ...(licence === undefined ? [] : [`licence ${licence}`]),
  ];
  const takes = question.tasks.length === 1 ? 'needs' : 'need';
  return `${tasks} ${takes} ${model}, which is not on this machine: ${facts.join(', ')}.`;
}

const FITS = {
  fits: 'fits in memory',
  tight: 'fits in memory, with little to spare',
  'wont-fit': 'more than the memory that is free',
} as const;

async function askLine(line: string, { signal }: Asking): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(line, { signal });
  } finally {
    lines.close();
  }
}

function isYes(said: string): boolean {
  return /^y(?:es)?$/i.test(said.trim());
}

function leaves(host: Host | undefined): boolean {
  return host === 'hub' || host === 'controller';
}
