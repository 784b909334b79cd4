// Whatever asks the program from outside to open something: what it was started with, links, files. Each
// shows the window and becomes a wish of the page.

import type { App } from 'electron';
import type { Place } from '../../shared/desktop.ts';
import { type Launch, readLaunch } from './launch.ts';
import { parseLink } from './links.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { Wishes } from './wishes.ts';

interface OpeningsDeps {
  readonly wishes: Wishes;
  readonly opened: Pick<OpenedFiles, 'offer'>;
  /** Brings the window to the front, or makes one; nothing before the program is ready. */
  readonly showWindow: () => void;
}

export interface Openings {
  /** What the program was started with. */
  readonly launch: (launch: Launch) => Promise<void>;
  /** What it was started with once more, which also asks for the window. */
  readonly another: (launch: Launch) => void;
  readonly link: (link: string) => void;
  readonly files: (paths: readonly string[]) => Promise<void>;
  readonly place: (place: Place) => void;
}

export function createOpenings({ wishes, opened, showWindow }: OpeningsDeps): Openings {
  const place = (to: Place) => {
    wishes.add({ type: 'place', place: to });
    showWindow();
  };
  const link = (address: string) => {
    const to = parseLink(address);
    if (to === undefined) {
      console.warn(`ensemble: The link ${JSON.stringify(address.slice(0, 200))} was not opened.`);
      return;
    }
    place(to);
  };
  const files = async (paths: readonly string[]) => {
    wishes.add({ type: 'files', files: await opened.offer(paths) });
    showWindow();
  };
  const launch = async (begun: Launch) => {
    const asked = readLaunch(begun);
    asked.links.forEach(link);
    if (asked.files.length > 0) {
      await files(asked.files);
    }
  };
  return {
    ...{ link, files, place, launch },
    another: (begun) => {
      showWindow();
      void launch(begun);
    },
  };
}

/** macOS gives files and links one by one, and may do so before the program is ready. */
export function listenForOpenings(app: App, { files, link }: Openings): void {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void files([path]);
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    link(address);
  });
}
