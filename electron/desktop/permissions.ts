// What the page may do beyond showing itself: copy to the clipboard, fill the screen with a video, and
// save a file where the person says. Whatever else it asks for is refused, and so is the network.

import { join } from 'node:path';
import type { Session } from 'electron';
import { isOwnAddress } from './address.ts';

const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** @param downloads the folder that is offered first for a file to be saved */
export function restrictSession(session: Session, downloads: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowed(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocalLoad(url) }));
  session.on('will-download', (event, item) => {
    if (!isOwnSource(item.getURL())) {
      event.preventDefault();
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(downloads, item.getFilename()) });
  });
}

function isAllowed(permission: string, origin: string): boolean {
  return ALLOWED.has(permission) && isOwnAddress(origin);
}

/** Everything that the page loads is in the program; the developer tools have their own pages. */
function isLocalLoad(address: string): boolean {
  return isOwnSource(address) || /^(data|devtools):/.test(address);
}

function isOwnSource(address: string): boolean {
  return isOwnAddress(address.replace(/^blob:/, ''));
}
