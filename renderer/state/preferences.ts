// How this person wants the screen: kept in the browser, since it is theirs and not the engine's.

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { LANGUAGES, type Language } from '../words/languages.ts';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

interface PreferencesState {
  readonly appearance: Appearance;
  readonly language: Language;
  readonly setAppearance: (appearance: Appearance) => void;
  readonly setLanguage: (language: Language) => void;
}

export const usePreferences = create<PreferencesState>()(
  persist(
    (set) => ({
      appearance: 'system',
      language: preferredLanguage(navigator.languages),
      setAppearance: (appearance) => set({ appearance }),
      setLanguage: (language) => set({ language }),
    }),
    { name: 'ensemble.preferences' },
  ),
);

/** The first of the browser's languages that the program speaks. */
function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const spoken = LANGUAGES.find((language) => language.split('-')[0] === tag.split('-')[0]);
    if (spoken !== undefined) {
      return spoken;
    }
  }
  return 'en';
}
