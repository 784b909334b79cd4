// Does a command by its name. What commands do loads when the first is wanted, or shortly before.

import { AT_ONCE, isAtOnce } from './at-once.ts';
import type { CommandId } from './command-keys.ts';

const loadList = () => import('./command-list.ts');
export const loadLayer = () => import('./command-layer.tsx');

/** Called when a command may come: a key that is held, a pointer over the button. */
export function expectCommand(): void {
  // Where the engine is gone just now, they are asked for again with the command.
  Promise.all([loadList(), loadLayer()]).catch(() => undefined);
}

export async function runCommand(id: CommandId): Promise<void> {
  if (isAtOnce(id)) {
    return AT_ONCE[id]();
  }
  // The layer is drawn once it is here, since a command may be refused and say so there.
  const [{ performCommand }] = await Promise.all([loadList(), loadLayer()]);
  await performCommand(id);
}
