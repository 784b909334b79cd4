// Notes of provenance in pictures: put into one that leaves the program, read from one that comes in. The
// stored bytes stay as they are; how each format holds a note belongs to the files beside this one.

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { Artefact } from '../../shared/media.ts';
import { type ProvenanceNote, ProvenanceNoteSchema } from '../../shared/provenance-note.ts';
import { JPEG_NOTE } from './jpeg-note.ts';
import { type NoteFormat, openPicture, type Part, type PictureFile } from './picture-file.ts';
import { PNG_NOTE } from './png-note.ts';
import { WEBP_NOTE } from './webp-note.ts';

const FORMATS: ReadonlyMap<string, NoteFormat> = new Map([
  ['image/png', PNG_NOTE],
  ['image/apng', PNG_NOTE],
  ['image/jpeg', JPEG_NOTE],
  ['image/webp', WEBP_NOTE],
]);

export interface NotedPicture {
  readonly parts: readonly Part[];
  /** Tells this note from others in the same picture. */
  readonly key: string;
}

export function canHoldNote({ mime }: Pick<Artefact, 'mime'>): boolean {
  return FORMATS.has(mime);
}

interface StoredPicture {
  readonly path: string;
  readonly artefact: Pick<Artefact, 'mime' | 'size'>;
}

/** @returns undefined where its format, or this picture, can't hold a note */
export async function withNote(
  picture: StoredPicture,
  note: ProvenanceNote,
): Promise<NotedPicture | undefined> {
  const json = JSON.stringify(note);
  const parts = await withPicture(picture, (file, { place }) => place(file, json));
  return parts && { parts, key: createHash('sha256').update(json).digest('hex').slice(0, 16) };
}

/** @returns undefined where there is none, or none that this program could have written */
export async function noteIn(picture: StoredPicture): Promise<ProvenanceNote | undefined> {
  const text = await withPicture(picture, (file, { find }) => find(file));
  return text === undefined ? undefined : ProvenanceNoteSchema.safeParse(jsonOrNothing(text)).data;
}

async function withPicture<Value>(
  { path, artefact: { mime, size } }: StoredPicture,
  use: (file: PictureFile, format: NoteFormat) => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const format = FORMATS.get(mime);
  if (format === undefined) {
    return undefined;
  }
  const file = await open(path);
  try {
    return await use(openPicture(file, size), format);
  } finally {
    await file.close();
  }
}
