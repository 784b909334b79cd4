// Files over HTTP: taken in as they arrive, and given out whole, in stretches or as previews. A stored
// file is found by its hash alone; the name in an address is only what it is called when saved.

import { AppError } from '../../shared/errors.ts';
import { ArtefactIdSchema } from '../../shared/media.ts';
import type { UploadedFile } from '../../shared/provenance-note.ts';
import type { Engine } from '../engine.ts';
import { noteIn } from '../media/picture-notes.ts';
import { answerError } from './answers.ts';
import { BodyRefusedError, boundedBody } from './body.ts';
import { bodyRefusal } from './body-refusal.ts';
import { decodedName, safeFileName } from './file-name.ts';
import { createPreviews } from './preview.ts';
import { notedFile } from './provenance.ts';
import { giveFile, givePreview, noSuchFile, type StoredFile } from './stored-file.ts';

export interface Media {
  /** POST /media?name=; tells of a picture the note that it carries. */
  readonly take: (request: Request) => Promise<Response>;
  /**
   * GET and HEAD /media/<id>/<name>, with ?size= a preview, with ?download to be saved: a picture that a
   * task made then carries a note of where it comes from, of the run that ?run= names or the latest.
   */
  readonly give: (request: Request) => Promise<Response>;
}

interface MediaDeps {
  readonly engine: Pick<Engine, 'store' | 'settings'>;
  /** Milliseconds for which an upload may stand still. */
  readonly idleMs: number;
}

export function createMedia({ engine, idleMs }: MediaDeps): Media {
  const previews = createPreviews();
  return {
    take: (request) => takeFile(request, engine, idleMs),
    give: async (request) => {
      const asked = parseAddress(request.url);
      const artefact = asked === undefined ? undefined : engine.store.artefacts.find(asked.id);
      if (asked === undefined || artefact === undefined) {
        return noSuchFile();
      }
      const file: StoredFile = {
        ...{ artefact, name: asked.name },
        path: engine.store.artefacts.path(artefact.id),
        maxPixels: engine.settings.maxImageMegapixels * 1e6,
      };
      if (asked.size !== undefined) {
        return givePreview(request, file, { size: asked.size, previews });
      }
      const { isDownload, run } = asked;
      const noted = isDownload ? await notedFile(artefact, engine.store, run) : undefined;
      return giveFile(request, file, { isDownload, noted });
    },
  };
}

async function takeFile(
  request: Request,
  { store, settings }: MediaDeps['engine'],
  idleMs: number,
): Promise<Response> {
  const name = safeFileName(new URL(request.url).searchParams.get('name') ?? '');
  const limits = { maxBytes: settings.maxFileBytes, idleMs };
  try {
    const added = await store.artefacts.addBytes(name, boundedBody(request, limits));
    const { artefact } = added;
    const note = await noteIn({ path: store.artefacts.path(artefact.id), artefact });
    return Response.json({ ...added, note } satisfies UploadedFile, { status: 201 });
  } catch (error) {
    // The store tells that its source broke off, and gives the reason as the cause.
    const refused = error instanceof AppError ? error.cause : error;
    if (refused instanceof BodyRefusedError) {
      return answerError(bodyRefusal(refused, name, settings.maxFileBytes), refused.status);
    }
    throw error;
  }
}

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly isDownload: boolean;
  /** The run whose file is meant. */
  readonly run: string | undefined;
  /** Of a preview; NaN where it is none. */
  readonly size: number | undefined;
}

/** @returns undefined for what can't be the address of a stored file */
function parseAddress(address: string): Asked | undefined {
  const { pathname, searchParams } = new URL(address);
  const [, , id = '', name = '', ...more] = pathname.split('/');
  if (!ArtefactIdSchema.safeParse(id).success || more.length > 0) {
    return undefined;
  }
  const size = searchParams.get('size');
  return {
    id,
    name: safeFileName(decodedName(name)),
    isDownload: searchParams.has('download'),
    run: searchParams.get('run') ?? undefined,
    size: size === null ? undefined : /^\d+$/.test(size) ? Number(size) : Number.NaN,
  };
}
