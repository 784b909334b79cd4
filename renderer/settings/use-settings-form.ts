// The fields of a section that are saved together: what is written in them, which do not hold, and how
// saving went.

import { type FormEvent, useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import type { SettingsOverview } from '../../shared/settings.ts';
import { useSettings } from '../state/settings.ts';
import {
  type NumberSetting,
  parseDraft,
  type SettingsDraft,
  textIn,
  toValue,
  unsavedOf,
} from './settings-draft.ts';

export interface SettingsForm {
  readonly overview: SettingsOverview;
  /** As it was written, else as it is kept. */
  readonly text: (key: keyof SettingsDraft) => string;
  readonly write: (part: Partial<SettingsDraft>) => void;
  /** Where a number was left, or was to be saved, that the setting does not take. */
  readonly isFaulty: (key: NumberSetting) => boolean;
  readonly leave: (key: NumberSetting) => void;
  readonly unsaved: number;
  readonly isSaving: boolean;
  /** What was done with them last, while none of them is unsaved. */
  readonly outcome: 'saved' | 'discarded' | undefined;
  readonly error: ErrorReport | undefined;
  readonly save: (event: FormEvent) => Promise<void>;
  readonly discard: () => void;
}

export function useSettingsForm(
  keys: readonly (keyof SettingsDraft)[],
  overview: SettingsOverview,
): SettingsForm {
  const { drafts, isChanging, write, discard, change } = useSettings();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [isOwn, setOwn] = useState(false);
  const [outcome, setOutcome] = useState<SettingsForm['outcome']>();
  const [error, setError] = useState<ErrorReport>();
  const { values, memory } = overview;
  const unsaved = unsavedOf(keys, drafts, values);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseDraft(unsaved, drafts, memory);
    setChecked(new Set(unsaved));
    if (unsaved.length === 0 || isChanging || 'faults' in parsed) {
      return;
    }
    setOwn(true);
    setError(undefined);
    const refused = await change(parsed.change);
    setError(refused);
    setOwn(false);
    if (refused === undefined) {
      setOutcome('saved');
      discard(unsaved);
    }
  };
  return {
    ...{ overview, save, error },
    text: (key) => drafts[key] ?? textIn(values, key),
    write: (part) => {
      setOutcome(undefined);
      setChecked((before) => new Set([...before].filter((key) => !(key in part))));
      write(part);
    },
    isFaulty: (key) =>
      checked.has(key) &&
      unsaved.includes(key) &&
      toValue(key, drafts[key] ?? '', memory) === undefined,
    leave: (key) => setChecked((before) => new Set([...before, key])),
    unsaved: unsaved.length,
    isSaving: isOwn && isChanging,
    outcome: unsaved.length === 0 ? outcome : undefined,
    discard: () => {
      discard(keys);
      setError(undefined);
      setOutcome('discarded');
    },
  };
}
