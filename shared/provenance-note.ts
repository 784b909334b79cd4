// The note that a picture carries once it has left the program: what was asked, and what made it. How it
// stands in a file belongs to electron/media/. Nothing of the machine goes in.

import { z } from 'zod';
import type { Provenance } from './gallery.ts';
import { NamedArtefactSchema } from './media.ts';
import { HostSchema } from './models.ts';
import { TaskIdSchema } from './plan.ts';
import { TaskTypeSchema } from './tasks.ts';

/** Characters of a request that a note holds: with all else it then fits into a segment of a JPEG. */
const MOST_OF_REQUEST = 8000;
/** The last moment that a `Date` can tell; milliseconds since 1970. */
const LAST_MOMENT = 8.64e15;

/** A note is read from files of anyone, so that all in it is bounded. */
export const ProvenanceNoteSchema = z
  .object({
    program: z.literal('Ensemble'),
    version: z.string().max(50),
    run: z.string().min(1).max(100),
    conversation: z.string().min(1).max(100),
    /** Cut where it is very long. */
    request: z.string().max(MOST_OF_REQUEST),
    /** When the run began; milliseconds since 1970. */
    at: z.number().min(0).max(LAST_MOMENT),
    task: TaskIdSchema.optional(),
    type: TaskTypeSchema.optional(),
    model: z
      .object({
        id: z.string().max(500),
        name: z.string().max(500),
        host: HostSchema,
        revision: z.string().max(200),
      })
      .readonly()
      .optional(),
    seed: z.number().optional(),
  })
  .readonly();
export type ProvenanceNote = z.infer<typeof ProvenanceNoteSchema>;

/** What POST /media answers: the stored file, and the note that was found in it. */
export const UploadedFileSchema = z
  .object({ ...NamedArtefactSchema.unwrap().shape, note: ProvenanceNoteSchema.optional() })
  .readonly();
export type UploadedFile = z.infer<typeof UploadedFileSchema>;

/** @returns undefined where something of it is larger than a note takes */
export function toNote(provenance: Provenance, version: string): ProvenanceNote | undefined {
  const { request, model, ...facts } = provenance;
  const isLong = request.length > MOST_OF_REQUEST;
  const cut = isLong ? `${request.slice(0, MOST_OF_REQUEST - 1).toWellFormed()}…` : request;
  const note = {
    ...{ ...facts, program: 'Ensemble', version, request: cut },
    ...(model !== undefined && { model: { ...model, id: withoutFolders(model.id) } }),
  };
  return ProvenanceNoteSchema.safeParse(note).data;
}

/** A model in a folder of the person's own has the folder's path as its id, which is nobody else's to know. */
function withoutFolders(id: string): string {
  return /^(?:[/\\~.]|[a-z]:[/\\])/i.test(id) ? (id.split(/[/\\]/).findLast(Boolean) ?? '') : id;
}
