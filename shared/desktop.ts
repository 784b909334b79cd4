// What the desktop host's window gives the page beyond what any browser does. In a browser there is no
// `window.ensemble`, and the page does without.

import type { ErrorReport } from './errors.ts';
import type { ArtefactId } from './media.ts';

/** A stored file under the name that it has where it is shown. */
export interface ShownFile {
  readonly artefact: ArtefactId;
  readonly name: string;
}

export type RevealAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: ErrorReport };

export const OWN_FOLDERS = ['data', 'logs'] as const;
export type OwnFolder = (typeof OWN_FOLDERS)[number];

export interface DesktopBridge {
  /** As Node names it: `darwin`, `linux`, `win32`. */
  readonly platform: string;
  /** Shows a copy of a stored file, under its name, in the system's file manager. */
  readonly reveal: (file: ShownFile) => Promise<RevealAnswer>;
  /** Opens one of the program's own folders in the system's file manager. */
  readonly openFolder: (folder: OwnFolder) => Promise<RevealAnswer>;
}

/** The messages that the page's side of the bridge sends. */
export const REVEAL_CHANNEL = 'ensemble:reveal';
export const FOLDER_CHANNEL = 'ensemble:folder';

declare global {
  interface Window {
    readonly ensemble?: DesktopBridge;
  }
}
