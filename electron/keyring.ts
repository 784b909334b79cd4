// The keyring of the system as the engine knows it: it turns a key into something that may lie on the disk,
// and back. Only the desktop host has one, in another process (desktop/engine-keyring.ts).

export interface Keyring {
  /** Whether what it makes can be opened only with what the system keeps for this person. */
  readonly isProtecting: () => Promise<boolean>;
  /** In base64. */
  readonly seal: (key: string) => Promise<string>;
  readonly open: (sealed: string) => Promise<Opened>;
}

export interface Opened {
  readonly key: string;
  /** The same, sealed anew, where the keyring has changed what it seals with. */
  readonly resealed?: string | undefined;
}
