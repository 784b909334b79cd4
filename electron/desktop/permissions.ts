// What the page may do beyond showing itself: copy to the clipboard, fill the screen with a video, and
// save a file where the person says. Whatever else it asks for is refused; the network is, too (wall.ts).

import { join } from 'node:path';
import type { Session } from 'electron';
import { isOwnAddress, isOwnSource } from './address.ts';

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
