// What a controller planned, kept in a folder, so that a measurement can be repeated without asking again.

import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Controller, PlanningInput } from '../controllers/controller.ts';

type PlanOf = (input: PlanningInput) => AsyncIterable<string>;

/** A text counts for the same controller, under the same prompt, and the same request. */
export function cachedPlans(
  { id, fingerprint = '' }: Controller,
  planOf: PlanOf,
  folder: string,
): PlanOf {
  mkdirSync(folder, { recursive: true });
  return async function* (input) {
    const key = hash('sha256', JSON.stringify([id, fingerprint, input]));
    const path = join(folder, `${key}.txt`);
    const kept = readKept(path);
    if (kept !== undefined) {
      yield kept;
      return;
    }
    let text = '';
    for await (const piece of planOf(input)) {
      text += piece;
      yield piece;
    }
    writeFileSync(path, text);
  };
}

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
