// The files that clients of the compatible endpoints name: addresses of ours in their texts. A path is never
// looked up on the disk.

import { getExtension } from 'hono/utils/mime';
import { AppError } from '../../shared/errors.ts';
import { type Artefact, freeName, type NamedArtefact } from '../../shared/media.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { Engine } from '../engine.ts';
import { isLoopbackUrl } from '../network/loopback.ts';
import { decodedName, safeFileName } from './file-name.ts';

export interface FoundFiles {
  /** With the name of each file in place of its address. */
  readonly request: string;
  readonly files: readonly NamedArtefact[];
}

/** "http://127.0.0.1:4317/media/<id>/invoice.png", "/media/<id>/invoice.png", or the id alone. */
const ADDRESS =
  /(?:(https?:\/\/[^\s/]+)?\/media\/)?\b([0-9a-f]{64})\b(?:\/([^\s"'<>?#/]*[^\s"'<>?#/.,;:!)\]]))?/g;

/** Names of the files of a conversation: each has its own, however often it is named. */
export interface FileNames {
  /** @param id of what is stored already */
  readonly nameOf: (wanted: string, id?: string) => string;
}

export function createFileNames(): FileNames {
  const taken = new Set<string>();
  const named = new Map<string, string>();
  return {
    nameOf: (wanted, id) => {
      const name = (id === undefined ? undefined : named.get(id)) ?? freeName(wanted, taken);
      taken.add(name);
      if (id !== undefined) {
        named.set(id, name);
      }
      return name;
    },
  };
}

export interface FilePlaces {
  /** Of this server, as the client wrote it. */
  readonly origin: string;
  readonly artefacts: Pick<Engine['store']['artefacts'], 'find'>;
  readonly names: FileNames;
  /** Addresses under which nothing is stay as they are. */
  readonly isLenient?: boolean;
}

/** @throws AppError FILE_NOT_FOUND */
export function findFiles(
  text: string,
  { origin: ownOrigin, artefacts, names, isLenient = false }: FilePlaces,
): FoundFiles {
  const files = new Map<string, NamedArtefact>();
  const replace = (address: string, origin: string | undefined, id: string, name?: string) => {
    if (!isOwn(origin, ownOrigin)) {
      return address;
    }
    const artefact = artefacts.find(id);
    if (artefact === undefined) {
      if (isLenient || address === id) {
        return address; // a person's text may hold the hash of anything
      }
      throw AppError.of('FILE_NOT_FOUND', { name: address });
    }
    const file = { artefact, name: names.nameOf(nameIn(name, artefact), id) };
    files.set(id, file);
    return file.name;
  };
  return { request: text.replace(ADDRESS, replace), files: [...files.values()] };
}

export interface OwnMedia {
  readonly id: string;
  /** Where the address has one. */
  readonly name?: string;
}

/** What an address of ours names, or undefined where it is none. */
export function ownMedia(address: string, ownOrigin: string): OwnMedia | undefined {
  const [whole, origin, id, name] = new RegExp(ADDRESS.source).exec(address) ?? [];
  const isAddress = whole === address && whole !== id;
  if (id === undefined || !isAddress || !isOwn(origin, ownOrigin)) {
    return undefined;
  }
  return { id, ...(name !== undefined && { name: safeFileName(decodedName(name)) }) };
}

/** Also under another of the names that this machine has for itself. */
function isOwn(origin: string | undefined, ownOrigin: string): boolean {
  if (origin === undefined || origin === ownOrigin) {
    return true;
  }
  const [theirs, ours] = [URL.parse(origin), URL.parse(ownOrigin)];
  return (
    theirs !== null &&
    ours !== null &&
    theirs.port === ours.port &&
    isLoopbackUrl(theirs) &&
    isLoopbackUrl(ours)
  );
}

function nameIn(encoded: string | undefined, { kind, mime }: Artefact): string {
  return encoded === undefined
    ? `${kind}.${getExtension(mime) ?? 'bin'}`
    : safeFileName(decodedName(encoded));
}

export function addressOf({ name, artefact }: NamedArtefact): string {
  return `/media/${artefact.id}/${encodeURIComponent(name)}`;
}

/** The task with the address of each file that it is given, as the client knows it. */
export function withAddresses(task: WireTask, files: readonly NamedArtefact[]): WireTask {
  const addresses = new Map(files.map((file) => [file.name, addressOf(file)]));
  const args = Object.entries(task.args).map(([slot, value]) => [
    slot,
    addresses.get(value) ?? value,
  ]);
  return { ...task, args: Object.fromEntries(args) };
}
