// How the person wants the program, as far as the main process has to know it: the page tells, the data
// folder keeps it, and menu, notifications and window follow.

import type { DesktopLanguage, DesktopPreferences } from '../../shared/desktop.ts';
import { readDesktopPreferences, writeDesktopPreferences } from '../store/desktop-preferences.ts';

export interface Preferences {
  readonly now: () => DesktopPreferences;
  /** @throws AppError HOME_UNUSABLE or DISK_FULL where it can't be kept; it holds nevertheless */
  readonly change: (changes: Partial<DesktopPreferences>) => DesktopPreferences;
}

interface PreferencesOptions {
  readonly home: string;
  /** As the system names it, such as `zh-Hans-CN`; it counts until the page has told one. */
  readonly systemLanguage: string;
  /** Told at once, and whenever something of it is another one. */
  readonly follow: (preferences: DesktopPreferences) => void;
}

export function createPreferences({
  home,
  systemLanguage,
  follow,
}: PreferencesOptions): Preferences {
  let now: DesktopPreferences = readDesktopPreferences(home) ?? {
    language: spokenLanguage(systemLanguage),
    appearance: 'system',
    isNotifying: true,
  };
  follow(now);
  return {
    now: () => now,
    change: (changes) => {
      const before = now;
      now = { ...before, ...changes };
      if (JSON.stringify(now) !== JSON.stringify(before)) {
        try {
          writeDesktopPreferences(home, now); // before it is seen, so that no end comes between
        } finally {
          follow(now);
        }
      }
      return now;
    },
  };
}

function spokenLanguage(tag: string): DesktopLanguage {
  return tag.toLowerCase().split('-')[0] === 'zh' ? 'zh-CN' : 'en';
}
