// Where files may be sent, as the person said: for good, which the settings keep, or for this session.
// Asking belongs to electron/pipeline/uploads.ts.

import type { Word } from '../shared/questions.ts';
import type { Settings } from '../shared/settings.ts';
import type { UploadPermissions as AskedPermissions } from './pipeline/uploads.ts';

/** By inference provider, or by the host of an endpoint of one's own. */
export type KeptUploads = Settings['uploads'];
export type KeptUpload = KeptUploads[string];

export interface UploadPermissions extends AskedPermissions {
  /**
   * Takes the place of whatever was said before; without a word the person is asked again.
   * @throws AppError HOME_UNUSABLE or DISK_FULL
   */
  readonly set: (provider: string, word: KeptUpload | undefined) => void;
  /** What was said for good. */
  readonly kept: () => KeptUploads;
}

export interface UploadPermissionsOptions {
  /** As they are at the start. */
  readonly uploads: KeptUploads;
  readonly keep: (uploads: KeptUploads) => void;
}

export function createUploadPermissions(options: UploadPermissionsOptions): UploadPermissions {
  // A map, since a provider may be called like something that every object has.
  const kept = new Map(Object.entries(options.uploads));
  const session = new Set<string>();
  const listed = () => Object.fromEntries(kept);

  function set(provider: string, word: KeptUpload | undefined): void {
    session.delete(provider);
    // In memory first: what can't be written counts in this session all the same.
    word === undefined ? kept.delete(provider) : kept.set(provider, word);
    options.keep(listed());
  }

  function answer(provider: string, word: Word): void {
    if (word === 'always' || word === 'never') {
      set(provider, word);
    } else if (word === 'yes') {
      session.add(provider);
    }
  }

  return {
    of: (provider) => kept.get(provider) ?? (session.has(provider) ? 'session' : undefined),
    answer,
    set,
    kept: listed,
  };
}
