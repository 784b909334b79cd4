// What lies in a model's folder: its files with their sizes, links that lead nowhere, and its JSON files
// as far as they can be read. Links are followed, since snapshots are made of them.

import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../store/disk-errors.ts';
import type { SizedFile } from './weights.ts';

export interface FoundFile extends SizedFile {
  readonly changedMs: number;
}

export interface FolderFiles {
  readonly files: readonly FoundFile[];
  /** Links whose file is not there. */
  readonly broken: readonly string[];
}

/** Models keep weights one folder deep, voices and the like two. */
const DEEPEST = 3;

/** All files of a folder, sorted by path. Folders that may not be read count as empty. */
export async function filesIn(folder: string, below = '', depth = 1): Promise<FolderFiles> {
  const entries = (await entriesOf(join(folder, below))).filter(
    ({ name }) => !name.startsWith('.'),
  );
  const found = await Promise.all(
    entries.map(async (entry): Promise<FolderFiles> => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        return depth < DEEPEST ? filesIn(folder, path, depth + 1) : { files: [], broken: [] };
      }
      return oneFile(folder, path);
    }),
  );
  return {
    files: found.flatMap(({ files }) => files),
    broken: found.flatMap(({ broken }) => broken),
  };
}

async function oneFile(folder: string, path: string): Promise<FolderFiles> {
  try {
    const about = await stat(join(folder, path));
    const file = { path, bytes: about.size, changedMs: about.mtimeMs };
    return { files: about.isFile() ? [file] : [], broken: [] };
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes(errorCode(error))) {
      return { files: [], broken: [path] };
    }
    throw error;
  }
}

const CLOSED = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'];

export async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (CLOSED.includes(errorCode(error))) {
      return [];
    }
    throw error;
  }
}

/** A small text of the folder, or nothing where it is not there. */
export async function readText(folder: string, path: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, path), 'utf8');
  } catch (error) {
    if (CLOSED.includes(errorCode(error))) {
      return undefined;
    }
    throw error;
  }
}

const ConfigSchema = z.looseObject({
  model_type: z.string().optional(),
  architectures: z.array(z.string()).nullish(),
  id2label: z.record(z.string(), z.string()).optional().catch(undefined),
  encoder: z.looseObject({ model_type: z.string().optional() }).optional().catch(undefined),
  'transformers.js_config': z
    .looseObject({ use_external_data_format: z.unknown() })
    .optional()
    .catch(undefined),
});
export type ModelConfig = z.infer<typeof ConfigSchema>;

/** @throws Error that says what is wrong with it */
export function parseConfig(text: string): ModelConfig {
  const parsed = ConfigSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new Error(z.prettifyError(parsed.error));
  }
  return parsed.data;
}
