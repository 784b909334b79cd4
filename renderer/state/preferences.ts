// How this person wants the screen: kept in the browser, since it is theirs and not the engine's. Other
// windows of the same browser follow (ui/use-look.ts).

import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { LANGUAGES, type Language } from '../words/languages.ts';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export const CONTRASTS = ['system', 'normal', 'high'] as const;
/** Per cent of the text's usual size. */
export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const;

/** Each by itself: what an older or a newer program wrote otherwise is as if it had not been chosen. */
const PreferencesSchema = z.object({
  appearance: z.enum(APPEARANCES).catch('system'),
  contrast: z.enum(CONTRASTS).catch('system'),
  textSize: z.literal(TEXT_SIZES).catch(100),
  language: z.enum(LANGUAGES).catch(() => preferredLanguage(navigator.languages)),
});
type Preferences = Readonly<z.infer<typeof PreferencesSchema>>;
export type Appearance = Preferences['appearance'];

interface PreferencesState extends Preferences {
  readonly setAppearance: (appearance: Appearance) => void;
  readonly setContrast: (contrast: Preferences['contrast']) => void;
  readonly setTextSize: (textSize: Preferences['textSize']) => void;
  readonly setLanguage: (language: Language) => void;
}

/** The key in the browser's storage. */
export const PREFERENCES = 'ensemble.preferences';

export const usePreferences = create<PreferencesState>()(
  persist(
    (set) => ({
      ...PreferencesSchema.parse({}),
      setAppearance: (appearance) => set({ appearance }),
      setContrast: (contrast) => set({ contrast }),
      setTextSize: (textSize) => set({ textSize }),
      setLanguage: (language) => set({ language }),
    }),
    {
      name: PREFERENCES,
      version: 1,
      // Of any version: what is in it is looked at one by one.
      migrate: (stored) => stored,
      merge: (stored, state) => ({
        ...state,
        ...PreferencesSchema.safeParse(stored ?? {}).data,
      }),
    },
  ),
);

/** What the sizes of code that draws by the pixel are multiplied with. */
export function useTextScale(): number {
  return usePreferences(({ textSize }) => textSize / 100);
}

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
