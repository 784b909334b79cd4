// The files that a HuggingGPT client names: addresses of ours in the text of its request. A path is
// never looked up on the disk.

import { getExtension } from 'hono/utils/mime';
import { AppError } from '../../shared/errors.ts';
import { type Artefact, freeName, type NamedArtefact } from '../../shared/media.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { Engine } from '../engine.ts';
import { decodedName, safeFileName } from './file-name.ts';

export interface FoundFiles {
  /** With the name of each file in place of its address. */
  readonly request: string;
  readonly files: readonly NamedArtefact[];
}

/** "http://127.0.0.1:4317/media/<id>/invoice.png", "/media/<id>/invoice.png", or the id alone. */
const ADDRESS =
  /(?:(https?:\/\/[^\s/]+)?\/media\/)?\b([0-9a-f]{64})\b(?:\/([^\s"'<>?#/]*[^\s"'<>?#/.,;:!)\]]))?/g;

/** @throws AppError FILE_NOT_FOUND */
export function findFiles(
  text: string,
  ownOrigin: string,
  artefacts: Pick<Engine['store']['artefacts'], 'find'>,
): FoundFiles {
  const files = new Map<string, NamedArtefact>();
  const taken = new Set<string>();
  const replace = (address: string, origin: string | undefined, id: string, name?: string) => {
    if (origin !== undefined && origin !== ownOrigin) {
      return address;
    }
    const artefact = artefacts.find(id);
    if (artefact === undefined) {
      throw AppError.of('FILE_NOT_FOUND', { name: address });
    }
    const file = files.get(id) ?? { artefact, name: freeName(nameOf(name, artefact), taken) };
    files.set(id, file);
    taken.add(file.name);
    return file.name;
  };
  return { request: text.replace(ADDRESS, replace), files: [...files.values()] };
}

function nameOf(encoded: string | undefined, { kind, mime }: Artefact): string {
  return encoded === undefined
    ? `${kind}.${getExtension(mime) ?? 'bin'}`
    : safeFileName(decodedName(encoded));
}

export function addressOf({ name, artefact }: NamedArtefact): string {
  return `/media/${artefact.id}/${encodeURIComponent(name)}`;
}

/** The task with the address of each file that it is given, as the client knows it. */
export function withAddresses(task: WireTask, { files }: FoundFiles): WireTask {
  const addresses = new Map(files.map((file) => [file.name, addressOf(file)]));
  const args = Object.entries(task.args).map(([slot, value]) => [
    slot,
    addresses.get(value) ?? value,
  ]);
  return { ...task, args: Object.fromEntries(args) };
}
