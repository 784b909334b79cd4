// Files that the person opened with the program. Nothing of them is read here: the page is told their
// names, and when it asks, their bytes go straight to the engine, as those of a file dropped on the page.

import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { HandOverTarget, OpenedFile } from '../../shared/desktop.ts';
import { AppError, ErrorReportSchema } from '../../shared/errors.ts';
import { openSource } from '../store/source-file.ts';
import { START_PAGE } from './address.ts';

export interface OpenedFiles {
  readonly offer: (paths: readonly string[]) => Promise<readonly OpenedFile[]>;
  /**
   * @returns what the engine said of it
   * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, or as the engine refused the file
   */
  readonly handOver: (key: string, to: HandOverTarget) => Promise<unknown>;
}

/** Offers remembered, so that a file can be tried again; the oldest are forgotten. */
const MOST_OFFERED = 1000;

export function createOpenedFiles(engine: (request: Request) => Promise<Response>): OpenedFiles {
  const offered = new Map<string, string>();
  const offerOne = async (path: string): Promise<OpenedFile> => {
    const found = await stat(path).catch(() => undefined); // of one that is gone, handing it over tells
    const key = randomUUID();
    offered.set(key, path);
    const isFolder = found?.isDirectory() === true;
    return { key, name: basename(path), size: found?.isFile() ? found.size : 0, isFolder };
  };
  return {
    offer: async (paths) => {
      const files = await Promise.all(paths.map(offerOne));
      for (const key of [...offered.keys()].slice(0, -MOST_OFFERED)) {
        offered.delete(key);
      }
      return files;
    },
    handOver: async (key, to) => {
      const path = offered.get(key);
      if (path === undefined) {
        throw new Error('No such file was opened with Ensemble.');
      }
      return send(path, to, engine);
    },
  };
}

async function send(
  path: string,
  to: HandOverTarget,
  engine: (request: Request) => Promise<Response>,
): Promise<unknown> {
  const name = basename(path);
  const file = (await openSource(path, name)).createReadStream();
  try {
    const body = Readable.toWeb(file);
    const address = `${START_PAGE}${to}?name=${encodeURIComponent(name)}`;
    const headers = { 'Content-Type': 'application/octet-stream' };
    const sent = { method: 'POST', body, headers, duplex: 'half' } as const;
    const answer = await engine(new Request(address, sent));
    const said: unknown = await answer.json();
    if (answer.status !== 201) {
      throw AppError.from(ErrorReportSchema.parse(said));
    }
    return said;
  } finally {
    file.destroy(); // what was refused was not read to its end
  }
}
