// The page's part of the desktop program: it tells the main process what the person prefers, and does
// what they want of it outside of the page. Loaded in the desktop window alone.

import type { DesktopBridge, DesktopPreferences } from '../../shared/desktop.ts';
import { usePreferences } from '../state/preferences.ts';
import { fulfil } from './fulfil.ts';

export function startDesktop(bridge: DesktopBridge): void {
  const tell = () => void bridge.prefer(preferred());
  tell();
  usePreferences.subscribe(tell);
  const take = async () => {
    for (const wish of await bridge.takeWishes()) {
      fulfil(wish, bridge);
    }
  };
  bridge.onWishes(take);
  void take(); // what came before the page
}

function preferred(): Partial<DesktopPreferences> {
  const { appearance, language } = usePreferences.getState();
  return { appearance, language };
}
