// The plan that the compiler's tests work on, and how they ask for what came of a text.

import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile, WireTask } from '../../../../shared/plan.ts';
import { printPlan } from '../../../../shared/wire.ts';

export const FILES: readonly KnownFile[] = [
  { name: 'cat.png', kind: 'image' },
  { name: 'photos/Beach.JPG', kind: 'image' },
  { name: 'talk.wav', kind: 'audio' },
  { name: 'notes.txt', kind: 'text' },
  { name: 'sales.csv', kind: 'table' },
];

/** The wire form of what the text compiles to, and the codes of its repairs. */
export function compiled(written: unknown, files = FILES): { wire: WireTask[]; repairs: string[] } {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const result = compilePlan(text, files);
  if (!result.ok) {
    throw new Error(`Refused: ${JSON.stringify(result.problems)}`);
  }
  return { wire: printPlan(result.plan), repairs: result.repairs.map(({ code }) => code) };
}

export function problems(written: unknown, files = FILES): string[] {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const result = compilePlan(text, files);
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

export const read = { task: 'image-to-text', id: 0, dep: [-1], args: { image: 'cat.png' } };
export const speak = { task: 'text-to-speech', id: 1, dep: [0], args: { text: '<resource>-0' } };
export const plan: readonly WireTask[] = [read, speak];
export const PLAN = JSON.stringify(plan);
