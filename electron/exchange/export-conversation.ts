// Writes a conversation into a ZIP, file after file as they are read.

import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type RunEvent, reduceRun } from '../../shared/events.ts';
import { freeName, type NamedArtefact } from '../../shared/media.ts';
import { filesOfEvent } from '../../shared/run-files.ts';
import type { Store } from '../store/store.ts';
import {
  DATA_FILE,
  type ExportedFile,
  MEDIA_FOLDER,
  TEXT_FILE,
  toConversationFile,
} from './conversation-file.ts';
import { conversationMarkdown } from './conversation-markdown.ts';

export interface ExportedConversation {
  /** What the ZIP is called, after the title. */
  readonly name: string;
  readonly zip: ReadableStream<Uint8Array>;
}

/** @throws AppError CONVERSATION_NOT_FOUND */
export function exportConversation(
  id: string,
  { conversations, runs, artefacts }: Pick<Store, 'conversations' | 'runs' | 'artefacts'>,
): ExportedConversation {
  const { title } = conversations.get(id);
  const events = runs.ofConversation(id).map((run) => runs.events(run).filter(isWorthKeeping));
  const there = events
    .flat()
    .flatMap(filesOfEvent)
    .filter(({ artefact }) => artefacts.find(artefact.id));
  const files = placed(there);
  const paths = new Map(files.map(({ artefact, path }) => [artefact, path]));
  const text = conversationMarkdown(title, events.map(reduceRun), (file) => paths.get(file));
  const left = new AbortController();
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(text), TEXT_FILE);
  const data = toConversationFile({ title, runs: events, files });
  zip.addBuffer(Buffer.from(JSON.stringify(data)), DATA_FILE);
  for (const { artefact, path } of files) {
    // Pictures, sounds and videos are packed already.
    zip.addReadStreamLazy(path, { compress: false }, (give) =>
      give(null, createReadStream(artefacts.path(artefact), { signal: left.signal })),
    );
  }
  zip.end();
  return { name: `${fileNameOf(title)}.zip`, zip: toWeb(zip, left) };
}

/** A run that has ended needs none of its progress. */
function isWorthKeeping({ type }: RunEvent): boolean {
  return type !== 'task-progress' && type !== 'fetching';
}

/** Each artefact once, under the name that it had first. */
function placed(files: readonly NamedArtefact[]): readonly ExportedFile[] {
  const byArtefact = new Map(files.toReversed().map((file) => [file.artefact.id, file]));
  const taken = new Set<string>();
  return [...byArtefact.values()].toReversed().map(({ name, artefact }) => {
    const free = freeName(name.replaceAll(/[/\\]/g, '-'), taken);
    taken.add(free);
    return { artefact: artefact.id, name, path: `${MEDIA_FOLDER}/${free}` };
  });
}

/** Letters, digits and gaps of the title; enough to be recognised by. */
function fileNameOf(title: string): string {
  const words = title.replaceAll(/[^\p{L}\p{N} ]+/gu, ' ').trim();
  return words.split(/\s+/).join('-').slice(0, 60) || 'conversation';
}

/** @param left told when no one reads on, so that no file stays open */
function toWeb(zip: ZipFile, left: AbortController): ReadableStream<Uint8Array> {
  // Readable.wrap would break off what a slow reader has not read when the ZIP has been written.
  const stream = zip.outputStream.pipe(new PassThrough());
  stream.once('close', () => left.abort());
  zip.on('error', (error) => stream.destroy(error));
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>; // buffers, which the zip is made of
}
