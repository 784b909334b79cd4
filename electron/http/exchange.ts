// Conversations over HTTP: given out as a ZIP, and taken in from one. What lies in it belongs to
// electron/exchange/.

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { exportConversation } from '../exchange/export-conversation.ts';
import { importConversation } from '../exchange/import-conversation.ts';
import type { LiveRuns } from '../live-runs.ts';
import { toDiskError } from '../store/disk-errors.ts';
import { answerError } from './answers.ts';
import { BodyRefusedError, boundedBody } from './body.ts';
import { bodyRefusal } from './body-refusal.ts';
import { disposition } from './disposition.ts';
import { decodedName, safeFileName } from './file-name.ts';

export interface ExchangeApi {
  /** GET /export/<conversation> */
  readonly give: (request: Request) => Response;
  /** POST /import?name=, with the ZIP as its body; answers with the id of the conversation. */
  readonly take: (request: Request) => Promise<Response>;
}

interface ExchangeDeps {
  readonly engine: Pick<Engine, 'store' | 'settings'>;
  readonly runs: Pick<LiveRuns, 'changed'>;
  /** Milliseconds for which an upload may stand still. */
  readonly idleMs: number;
}

/** A conversation has several files, each of at most `maxFileBytes`. */
const MOST_FILES = 8;

export function createExchangeApi({ engine, runs, idleMs }: ExchangeDeps): ExchangeApi {
  const { store, settings } = engine;
  return {
    give: ({ url }) => {
      const id = decodedName(new URL(url).pathname.split('/').at(2) ?? '');
      const { name, zip } = exportConversation(id, store);
      const headers = {
        'Content-Type': 'application/zip',
        'Content-Disposition': disposition('attachment', name),
        'Cache-Control': 'no-store',
      };
      return new Response(zip, { headers });
    },
    take: async (request) => {
      const name = safeFileName(new URL(request.url).searchParams.get('name') ?? '');
      const folder = await mkdtemp(join(tmpdir(), 'ensemble-import-'));
      const path = join(folder, 'conversation.zip');
      try {
        const maxBytes = settings.maxFileBytes * MOST_FILES;
        const body = boundedBody(request, { maxBytes, idleMs });
        await pipeline(body, createWriteStream(path)).catch((error: unknown) => {
          throw error instanceof BodyRefusedError
            ? bodyRefusal(error, name, maxBytes)
            : toDiskError(error, folder, name);
        });
        const conversation = await importConversation({ path, name }, store);
        runs.changed(store.conversations.get(conversation));
        return Response.json({ conversation }, { status: 201 });
      } catch (error) {
        if (error instanceof AppError) {
          return answerError(error);
        }
        throw error;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
