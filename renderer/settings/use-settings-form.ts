// The fields of a section that are saved together: what is written in them, which do not hold, and how
// saving went.

import { type FormEvent, useState } from 'react';
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
import { type Saving, useSaving } from './use-saving.ts';

/** What the bar below a section's fields shows and does. */
export interface SavedFields extends Pick<Saving, 'isSaving' | 'outcome' | 'error'> {
  readonly unsaved: number;
  readonly discard: () => void;
}

export interface SettingsForm extends SavedFields {
  readonly overview: SettingsOverview;
  /** As it was written, else as it is kept. */
  readonly text: (key: keyof SettingsDraft) => string;
  readonly write: (part: Partial<SettingsDraft>) => void;
  /** Where a number was left, or was to be saved, that the setting does not take. */
  readonly isFaulty: (key: NumberSetting) => boolean;
  readonly leave: (key: NumberSetting) => void;
  readonly save: (event: FormEvent) => Promise<void>;
}

export function useSettingsForm(
  keys: readonly (keyof SettingsDraft)[],
  overview: SettingsOverview,
): SettingsForm {
  const { drafts, write, discard } = useSettings();
  const saving = useSaving();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const { values, memory } = overview;
  const unsaved = unsavedOf(keys, drafts, values);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseDraft(unsaved, drafts, memory);
    setChecked(new Set(unsaved));
    if (unsaved.length > 0 && !('faults' in parsed) && (await saving.save(parsed.change))) {
      discard(unsaved);
    }
  };
  return {
    ...{ overview, save, isSaving: saving.isSaving, error: saving.error },
    text: (key) => drafts[key] ?? textIn(values, key),
    write: (part) => {
      saving.written();
      setChecked((before) => new Set([...before].filter((key) => !(key in part))));
      write(part);
    },
    isFaulty: (key) =>
      checked.has(key) &&
      unsaved.includes(key) &&
      toValue(key, drafts[key] ?? '', memory) === undefined,
    leave: (key) => setChecked((before) => new Set([...before, key])),
    unsaved: unsaved.length,
    outcome: unsaved.length === 0 ? saving.outcome : undefined,
    discard: () => {
      discard(keys);
      saving.discarded();
    },
  };
}
