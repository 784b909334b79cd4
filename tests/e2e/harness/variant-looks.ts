// Pictures of every screen in high contrast, light and dark, and with text at 200 %.

import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { LANGUAGES } from '../../../renderer/words/languages.ts';
import { makeConversations, walkEveryScreen, wantLook } from './every-screen.ts';
import { looksOf, SIZES } from './looks.ts';
import { screenOf } from './screen.ts';
import { settle, type Visit } from './visit.ts';

const VARIANTS = [
  { name: 'light-high', colorScheme: 'light', look: { contrast: 'high' } },
  { name: 'dark-high', colorScheme: 'dark', look: { contrast: 'high' } },
  { name: 'light-200', colorScheme: 'light', look: { textSize: 200 } },
] as const;

/** @returns the folder that they are in */
export async function shootVariants(
  visit: (options?: BrowserContextOptions) => Promise<Visit>,
): Promise<string> {
  const { out } = await looksOf(visit);
  const conversations = await makeConversations(screenOf((await visit()).page));
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const language of LANGUAGES) {
      for (const { name, colorScheme, look } of VARIANTS) {
        const { page, allow, close } = await visit({ viewport, colorScheme });
        allow(/status of 422/); // a connection without a name, which the walk tries
        await wantLook(page, language, look);
        await walkEveryScreen({
          ...{ page, language, conversations },
          seen: async (screen) => {
            await settle(page);
            await page.screenshot({ path: join(out, `${size}-${language}-${name}-${screen}.png`) });
          },
        });
        await close();
      }
    }
  }
  return out;
}
