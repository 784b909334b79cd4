// Files go to the engine as they are, hashed and named there, and come from it by their addresses.

import type { NamedArtefact } from '../../shared/media.ts';
import { UploadedFileSchema } from '../../shared/provenance-note.ts';
import { usePictureNotes } from '../state/picture-notes.ts';
import { type SendOptions, type SentFile, sendFile } from './send-file.ts';

/**
 * Keeps the note that was found in a picture.
 * @throws AppError as the engine refused the file, UNAUTHORISED or ENGINE_SILENT
 */
export async function uploadFile(file: SentFile, options: SendOptions): Promise<NamedArtefact> {
  const sent = { path: '/media', file, answer: UploadedFileSchema } as const;
  const { note, ...uploaded } = await sendFile(sent, options);
  if (note !== undefined) {
    usePictureNotes.getState().keep(uploaded.artefact.id, note);
  }
  return uploaded;
}

/** Where the bytes of a stored file are. */
export function mediaUrl({ name, artefact }: NamedArtefact): string {
  return `/media/${artefact.id}/${encodeURIComponent(name)}`;
}

/** A picture as WebP, at most that many pixels wide and high; for formats that no browser shows, too. */
export function previewUrl({ artefact }: NamedArtefact, pixels: number): string {
  return `/media/${artefact.id}/preview?size=${pixels}`;
}

/** A file, and the run that it is shown for where that is known. */
export type FileOfRun = NamedArtefact & { readonly run?: string };

/** The same, to be saved under its name; a picture that a task made then tells of its run. */
export function downloadUrl(file: FileOfRun): string {
  const ofRun = file.run === undefined ? '' : `&run=${encodeURIComponent(file.run)}`;
  return `${mediaUrl(file)}?download${ofRun}`;
}
