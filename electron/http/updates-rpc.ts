// Answers the part of the contract that is about newer versions of the program.

import type { Engine } from '../engine.ts';
import { NEVER, procedures } from './procedures.ts';
import { followProgress } from './progress-stream.ts';

export function updateProcedures({ updates: program }: Pick<Engine, 'updates'>) {
  const { updates } = procedures;
  return {
    overview: updates.overview.handler(() => program.overview()),
    check: updates.check.handler(({ signal = NEVER }) => program.check(signal)),
    fetch: updates.fetch.handler(({ input: { version }, signal = NEVER }) =>
      followProgress(signal, (watch) => program.fetch(version, watch)),
    ),
    prepare: updates.prepare.handler(({ input: { version }, signal = NEVER }) =>
      program.prepare(version, signal),
    ),
  };
}
