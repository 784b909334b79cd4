// Commands after which a person types on: what they do is in the first scripts, so that no letter goes astray
// while others load. Of palette and sheet it is that they open; type-ahead.tsx takes the letters meanwhile.

import { focusSearch } from '../sidebar/focus-search.ts';
import { useCommandLayer } from '../state/command-layer.ts';
import { useComposer } from '../state/composer.ts';
import { useView } from '../state/view.ts';
import type { CommandId } from './command-keys.ts';

export const AT_ONCE = {
  palette: () => useCommandLayer.getState().show('palette'),
  shortcuts: () => useCommandLayer.getState().show('shortcuts'),
  search: focusSearch,
  write,
  new: () => useView.getState().goTo(undefined),
} as const satisfies Partial<Record<CommandId, () => void>>;

/** Elsewhere than in the chat, a new conversation. */
function write(): void {
  const { screen, goTo } = useView.getState();
  if (screen !== 'chat') {
    goTo(undefined);
  }
  useComposer.getState().focus();
}

export function isAtOnce(id: CommandId): id is keyof typeof AT_ONCE {
  return Object.hasOwn(AT_ONCE, id);
}
