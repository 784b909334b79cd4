// Pictures of every screen with text at 200 %.

import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { LANGUAGES } from '../../../renderer/words/languages.ts';
import { makeConversations, walkEveryScreen, wantLook } from './every-screen.ts';
import { looksOf, SIZES } from './looks.ts';
import { screenOf } from './screen.ts';
import { settle, type Visit } from './visit.ts';

/** @returns the folder that they are in */
export async function shootLargeText(
  visit: (options?: BrowserContextOptions) => Promise<Visit>,
): Promise<string> {
  const { out } = await looksOf(visit);
  const conversations = await makeConversations(screenOf((await visit()).page));
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const language of LANGUAGES) {
      const { page, allow, close } = await visit({ viewport });
      allow(/status of 422/); // a connection without a name, which the walk tries
      await wantLook(page, language, { textSize: 200 });
      await walkEveryScreen({
        ...{ page, language, conversations },
        seen: async (screen) => {
          await settle(page);
          await page.screenshot({ path: join(out, `${size}-${language}-200-${screen}.png`) });
        },
      });
      await close();
    }
  }
  return out;
}
