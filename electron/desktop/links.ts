// ensemble:// links. They come from anywhere, so they only open what is there already: nothing is run,
// sent or changed by one, and what is not exactly a known form is refused.

import { resolve } from 'node:path';
import type { App } from 'electron';
import type { Place } from '../../shared/desktop.ts';

const SCHEME = 'ensemble';

const FORMS =
  /^ensemble:\/\/(?:(?<screen>conversation|run)\/(?<id>[\w-]{1,64})|(?<list>gallery|models)|settings(?:\/(?<section>[a-z-]{1,40}))?)\/?$/;

export function isLink(word: string): boolean {
  return word.toLowerCase().startsWith(`${SCHEME}:`);
}

/** Undefined for what must not be followed. */
export function parseLink(link: string): Place | undefined {
  const groups = FORMS.exec(link)?.groups;
  if (groups === undefined) {
    return undefined;
  }
  const { screen, id, list, section } = groups;
  if ((screen === 'conversation' || screen === 'run') && id !== undefined) {
    return { screen, id };
  }
  if (list === 'gallery' || list === 'models') {
    return { screen: list };
  }
  return { screen: 'settings', ...(section !== undefined && { section }) };
}

interface LinkSystem {
  readonly app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>;
  readonly platform: NodeJS.Platform;
  readonly program: string;
  /** As the process has them. */
  readonly words: readonly string[];
}

/**
 * Lets the system give such links to this program. On macOS and Linux that is what the package declares
 * (Info.plist, the .desktop file); on Windows the sources have to name their main file, too.
 */
export function takeLinks({ app, platform, program, words: [, main] }: LinkSystem): void {
  if (app.isPackaged) {
    app.setAsDefaultProtocolClient(SCHEME);
  } else if (platform === 'win32' && main !== undefined) {
    app.setAsDefaultProtocolClient(SCHEME, program, [resolve(main)]);
  }
}
