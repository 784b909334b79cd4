// The keys of one command while they are changed: what can't be had is refused with why, and what another command
// has is swapped or left.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { keysOf, useShortcuts } from '../state/shortcuts.ts';
import { chordText, IS_MAC } from './chord.ts';
import { COMMAND_KEYS, type CommandId } from './command-keys.ts';
import { holderOf, type Refusal, refusalOf } from './refused-keys.ts';

/** Another command has the keys; the person says which of the two is to have them. */
export interface Taken {
  readonly chord: string;
  readonly by: CommandId;
}

export interface Refused {
  readonly chord: string;
  readonly why: Refusal;
}

type Stage =
  | { readonly name: 'shown' }
  | { readonly name: 'recording'; readonly refused?: Refused }
  | { readonly name: 'asking'; readonly taken: Taken };

export interface Rebinding {
  readonly stage: Stage;
  readonly keys: readonly string[];
  readonly isChanged: boolean;
  readonly begin: () => void;
  readonly record: (chord: string) => void;
  readonly remove: () => void;
  readonly reset: () => void;
  readonly swap: (taken: Taken) => void;
  readonly leave: () => void;
}

interface RebindingOptions {
  readonly id: CommandId;
  /** Told when it is over, with what was changed. */
  readonly onEnd: (said: string) => void;
}

export function useRebinding({ id, onEnd }: RebindingOptions): Rebinding {
  const t = useTranslations('commands');
  const { chosen, choose } = useShortcuts();
  const [stage, setStage] = useState<Stage>({ name: 'shown' });
  const keys = keysOf(id, chosen);
  const name = t(`names.${id}`);
  const end = (said: string) => {
    setStage({ name: 'shown' });
    onEnd(said);
  };
  const save = (chord: string) => {
    choose({ [id]: chord });
    end(t('shortcuts.saved', { keys: chordText(chord, IS_MAC), name }));
  };
  const record = (chord: string) => {
    const why = refusalOf(chord, IS_MAC);
    const by = holderOf(chord, id, chosen);
    if (keys.includes(chord)) {
      end('');
    } else if (why !== undefined) {
      setStage({ name: 'recording', refused: { chord, why } });
    } else if (by !== undefined) {
      setStage({ name: 'asking', taken: { chord, by } });
    } else {
      save(chord);
    }
  };
  const reset = () => {
    const taken = COMMAND_KEYS[id].find((chord) => holderOf(chord, id, chosen) !== undefined);
    if (taken !== undefined) {
      record(taken);
      return;
    }
    choose({ [id]: undefined });
    end(t('shortcuts.wasReset'));
  };
  return {
    ...{ stage, keys, record, reset, isChanged: chosen[id] !== undefined },
    begin: () => setStage({ name: 'recording' }),
    remove: () => {
      choose({ [id]: null });
      end(t('shortcuts.removed', { name }));
    },
    swap: ({ chord, by }) => {
      choose({ [by]: keys[0] ?? null });
      save(chord);
    },
    leave: () => end(''),
  };
}
