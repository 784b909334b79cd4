// Which note a picture carries when it is saved: of the run whose file is meant, else of the latest that made it.

import { AppError } from '../../shared/errors.ts';
import { reduceRun } from '../../shared/events.ts';
import type { Provenance } from '../../shared/gallery.ts';
import type { Artefact, ArtefactId } from '../../shared/media.ts';
import { toNote } from '../../shared/provenance-note.ts';
import { canHoldNote, type NotedPicture, withNote } from '../media/picture-notes.ts';
import { errorCode } from '../store/disk-errors.ts';
import { galleryEntries } from '../store/gallery-entries.ts';
import type { Store } from '../store/store.ts';
import { programVersion } from '../version.ts';

/** @returns undefined for what no task made, and for what can't hold a note */
export async function notedFile(
  artefact: Artefact,
  store: Store,
  run: string | undefined,
): Promise<NotedPicture | undefined> {
  if (!canHoldNote(artefact)) {
    return undefined;
  }
  const provenance =
    (run === undefined ? undefined : madeInRun(artefact.id, run, store)) ??
    (await latestMade(artefact.id, store));
  const note = provenance && toNote(provenance, programVersion());
  if (note === undefined) {
    return undefined;
  }
  try {
    return await withNote({ path: store.artefacts.path(artefact.id), artefact }, note);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined; // that it is gone is told where it is given out
    }
    throw error;
  }
}

/** From the run itself, since the gallery has only those that have ended. */
function madeInRun(
  artefact: ArtefactId,
  run: string,
  { runs, conversations }: Store,
): Provenance | undefined {
  const events = runs.events(run);
  const [first] = events;
  if (first?.type !== 'started' || conversations.find(first.conversation) === undefined) {
    return undefined;
  }
  return galleryEntries(reduceRun(events)).find(
    ({ file, provenance }) => file.artefact.id === artefact && provenance.origin === 'made',
  )?.provenance;
}

async function latestMade(
  artefact: ArtefactId,
  { gallery }: Store,
): Promise<Provenance | undefined> {
  try {
    const { uses } = await gallery.details(artefact);
    return uses.find(({ origin }) => origin === 'made');
  } catch (error) {
    if (error instanceof AppError && error.code === 'FILE_NOT_FOUND') {
      return undefined; // no run had it
    }
    throw error;
  }
}
