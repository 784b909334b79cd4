// What the desktop host's window gives the page beyond what any browser does. In a browser there is no
// `window.ensemble`, and the page does without.

import type { ErrorReport } from './errors.ts';
import type { ArtefactId } from './media.ts';

/** A stored file under the name that it has where it is shown. */
export interface ShownFile {
  readonly artefact: ArtefactId;
  readonly name: string;
}

/** What the menu asks the page to do. */
export const DESKTOP_COMMANDS = [
  'new',
  'export',
  'settings',
  'models',
  'gallery',
  'shortcuts',
  'updates',
] as const;
export type DesktopCommand = (typeof DESKTOP_COMMANDS)[number];

/** Where a link or a notification leads. */
export type Place =
  | { readonly screen: 'conversation' | 'run'; readonly id: string }
  | { readonly screen: 'gallery' | 'models' }
  | { readonly screen: 'settings'; readonly section?: string };

/** A file that the person opened with the program. The page never learns its path. */
export interface OpenedFile {
  readonly key: string;
  readonly name: string;
  /** Bytes; 0 where it is not there any more. */
  readonly size: number;
  readonly isFolder: boolean;
}

/** What the person wants of the page, said outside of it. */
export type Wish =
  | { readonly type: 'command'; readonly command: DesktopCommand }
  | { readonly type: 'place'; readonly place: Place }
  | { readonly type: 'files'; readonly files: readonly OpenedFile[] };

export const DESKTOP_LANGUAGES = ['en', 'zh-CN'] as const;
export type DesktopLanguage = (typeof DESKTOP_LANGUAGES)[number];

export interface DesktopPreferences {
  readonly language: DesktopLanguage;
  readonly appearance: 'system' | 'light' | 'dark';
  /** Runs that end or ask something while the window is in the background say so. */
  readonly isNotifying: boolean;
}

export type Answer<Given> =
  | ({ readonly ok: true } & Given)
  | { readonly ok: false; readonly error: ErrorReport };
export type DoneAnswer = Answer<object>;
/** `answer` is what the engine said of the file, as to an upload of the page's own. */
export type HandOverAnswer = Answer<{ readonly answer: unknown }>;

export type PreferAnswer = Answer<{ readonly preferences: DesktopPreferences }>;

/** Where a file of the person's goes: among the artefacts, or as a conversation to be taken in. */
export const HAND_OVER_TARGETS = ['media', 'import'] as const;
export type HandOverTarget = (typeof HAND_OVER_TARGETS)[number];

export const OWN_FOLDERS = ['data', 'logs'] as const;
export type OwnFolder = (typeof OWN_FOLDERS)[number];

export interface DesktopBridge {
  /** As Node names it: `darwin`, `linux`, `win32`. */
  readonly platform: string;
  /** Shows a copy of a stored file, under its name, in the system's file manager. */
  readonly reveal: (file: ShownFile) => Promise<DoneAnswer>;
  /** Opens one of the program's own folders in the system's file manager. */
  readonly openFolder: (folder: OwnFolder) => Promise<DoneAnswer>;
  /** Goes on with a drag that has begun in the page, with a copy of the file under its name. */
  readonly startDrag: (file: ShownFile) => Promise<DoneAnswer>;
  /** The listener is called whenever there are wishes to be taken; some may be there already. */
  readonly onWishes: (listener: () => void) => void;
  /** Each is given once, to whoever comes first. */
  readonly takeWishes: () => Promise<readonly Wish[]>;
  /** Lets the engine have a file that was opened with the program. */
  readonly handOver: (file: {
    readonly key: string;
    readonly to: HandOverTarget;
  }) => Promise<HandOverAnswer>;
  /** Makes a backup, installs the fetched package of a version, and ends the program. */
  readonly installUpdate: (version: string) => Promise<DoneAnswer>;
  readonly preferences: () => Promise<DesktopPreferences>;
  /** Changes what is named and keeps it for the next start; tells what holds then. */
  readonly prefer: (changes: Partial<DesktopPreferences>) => Promise<PreferAnswer>;
}

/** The messages of the bridge. All but the last are sent by the page's side. */
export const CHANNELS = {
  reveal: 'ensemble:reveal',
  openFolder: 'ensemble:folder',
  startDrag: 'ensemble:start-drag',
  takeWishes: 'ensemble:take-wishes',
  handOver: 'ensemble:hand-over',
  installUpdate: 'ensemble:install-update',
  preferences: 'ensemble:preferences',
  prefer: 'ensemble:prefer',
  wishes: 'ensemble:wishes',
} as const;

declare global {
  interface Window {
    readonly ensemble?: DesktopBridge;
  }
}
