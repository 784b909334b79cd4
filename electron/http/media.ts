// Files over HTTP: taken in as they arrive, and given out whole, in stretches or as previews. A stored
// file is found by its hash alone; the name in an address is only what it is called when saved.

import { AppError } from '../../shared/errors.ts';
import { ArtefactIdSchema } from '../../shared/media.ts';
import type { Engine } from '../engine.ts';
import { answerError } from './answers.ts';
import { BodyRefusedError, boundedBody } from './body.ts';
import { decodedName, safeFileName } from './file-name.ts';
import { createPreviews } from './preview.ts';
import { giveFile, givePreview, noSuchFile, type StoredFile } from './stored-file.ts';

export interface Media {
  /** POST /media?name= */
  readonly take: (request: Request) => Promise<Response>;
  /** GET and HEAD /media/<id>/<name>, with ?download to be saved, with ?size= a preview. */
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
      return asked.size === undefined
        ? giveFile(request, file, asked.isDownload)
        : givePreview(request, file, { size: asked.size, previews });
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
    return Response.json(added, { status: 201 });
  } catch (error) {
    // The store tells that its source broke off, and gives the reason as the cause.
    const refused = error instanceof AppError ? error.cause : error;
    if (refused instanceof BodyRefusedError) {
      return answerError(bodyRefusal(refused, name, settings.maxFileBytes), refused.status);
    }
    throw error;
  }
}

function bodyRefusal({ status }: BodyRefusedError, name: string, limit: number): AppError {
  const megabytes = `${(limit / 1024 ** 2).toFixed(0)} MB`;
  return status === 413
    ? AppError.of('FILE_TOO_LARGE', {
        name,
        actual: `more than ${megabytes}`,
        limit: megabytes,
        advice: 'Choose a smaller one, or raise maxFileBytes in the settings.',
      })
    : AppError.of('FILE_UNREADABLE', { name, why: 'it stopped arriving' });
}

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly isDownload: boolean;
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
    size: size === null ? undefined : /^\d+$/.test(size) ? Number(size) : Number.NaN,
  };
}
