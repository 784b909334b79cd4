// Where the window may go: nowhere but its own page. A link to the web opens in the person's browser,
// everything else is refused. New windows and embedded pages there are none.

import type { App, Shell, WebContents } from 'electron';
import { externalAddress, isStartPage } from './address.ts';

/** Holds for every page that is ever made, whoever makes it. */
export function guardNavigation(app: App, shell: Shell): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, shell));
}

function guardContents(contents: WebContents, shell: Shell): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) {
      event.preventDefault();
    } else if (!isStartPage(event.url)) {
      event.preventDefault();
      openOutside(event.url, shell);
    }
  });
  contents.on('will-redirect', (event) => {
    if (!isStartPage(event.url)) {
      event.preventDefault();
    }
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, shell);
    return { action: 'deny' };
  });
}

function openOutside(address: string, shell: Shell): void {
  const external = externalAddress(address);
  if (external === undefined) {
    console.warn(`ensemble: The address ${JSON.stringify(address.slice(0, 200))} was not opened.`);
    return;
  }
  shell.openExternal(external).catch((error: unknown) => {
    console.error('ensemble: The browser could not be opened.', error);
  });
}
