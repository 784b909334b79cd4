// Answers the part of the contract that is about keys: they come in by it, and none goes out.

import type { Engine } from '../engine.ts';
import { procedures } from './procedures.ts';

export function keyProcedures({ keys }: Pick<Engine, 'keys'>) {
  const { keys: answers } = procedures;
  return {
    list: answers.list.handler(() => keys.overview()),
    set: answers.set.handler(async ({ input: { variable, value, isPlainAccepted } }) => {
      await keys.set(variable, value, { isPlainAccepted });
      return keys.overview();
    }),
    remove: answers.remove.handler(({ input: { variable } }) => {
      keys.remove(variable);
      return keys.overview();
    }),
  };
}
