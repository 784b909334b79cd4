// Takes a conversation in from a ZIP that was exported: its files checked against their hashes, its events
// against their schema. Whatever is wrong is found before anything of it can be seen.

import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import { isRunEnd, type RunEvent } from '../../shared/events.ts';
import { jsonOrNothing } from '../../shared/json-or-nothing.ts';
import type { Store } from '../store/store.ts';
import {
  type ConversationFile,
  ConversationFileSchema,
  DATA_FILE,
  type ExportedFile,
} from './conversation-file.ts';

export interface ImportSource {
  /** Where the ZIP lies. */
  readonly path: string;
  /** What the person calls it. */
  readonly name: string;
}

/** Entries of a ZIP, and bytes of the events, that are looked at. */
const MOST_ENTRIES = 10_000;
const MOST_DATA_BYTES = 256 * 1024 ** 2;

/**
 * @returns the id of the conversation: its own where that is free here
 * @throws AppError IMPORT_INVALID, DISK_FULL or what a file in it is refused for
 */
export async function importConversation(source: ImportSource, store: Store): Promise<string> {
  const invalid = (why: ErrorDetail, cause?: unknown) =>
    AppError.of('IMPORT_INVALID', { name: source.name, why }, cause);
  const zip = await openPromise(source.path, { autoClose: false }).catch((error: unknown) => {
    throw invalid(detail('no-zip'), error);
  });
  try {
    const entries = await entriesOf(zip, invalid);
    const data = await readData(zip, entries.get(DATA_FILE), invalid);
    checkRuns(data.runs, invalid);
    for (const file of data.files) {
      await keepFile(file, { zip, entry: entries.get(file.path), store, invalid });
    }
    return keepRuns(data, store);
  } finally {
    zip.close();
  }
}

type Invalid = (why: ErrorDetail, cause?: unknown) => AppError;

async function entriesOf(zip: ZipFile, invalid: Invalid): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) {
    throw invalid(detail('too-many-files', { files: zip.entryCount, most: MOST_ENTRIES }));
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw invalid(detail('file-list-damaged'), error);
  }
  return entries;
}

async function readData(
  zip: ZipFile,
  entry: Entry | undefined,
  invalid: Invalid,
): Promise<ConversationFile> {
  if (entry === undefined) {
    throw invalid(detail('lacks-file', { file: DATA_FILE }));
  }
  if (entry.uncompressedSize > MOST_DATA_BYTES) {
    throw invalid(detail('its-file-too-large', { file: DATA_FILE }));
  }
  const written = await zip
    .openReadStreamPromise(entry)
    .then(text)
    .catch((error: unknown) => {
      throw invalid(detail('its-file-damaged', { file: DATA_FILE }), error);
    });
  const parsed = ConversationFileSchema.safeParse(jsonOrNothing(written));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const fault = `${issue?.path.join('.')}: ${issue?.message}`;
    throw invalid(detail('not-our-form', { file: DATA_FILE, fault }), parsed.error);
  }
  return parsed.data;
}

/** Each list is one run from its start on, and all are of one conversation. */
function checkRuns(runs: ConversationFile['runs'], invalid: Invalid): void {
  const conversations = new Set<string>();
  for (const events of runs) {
    const [first] = events;
    const isWhole = events.every(({ seq, runId }, at) => seq >= at && runId === first?.runId);
    const isOrdered = events.every(({ seq }, at) => at === 0 || seq > (events[at - 1]?.seq ?? -1));
    if (first?.type !== 'started' || !isWhole || !isOrdered) {
      throw invalid(detail('run-not-whole'));
    }
    if (events.slice(1).some(({ type }) => type === 'started')) {
      throw invalid(detail('run-begins-twice'));
    }
    conversations.add(first.conversation);
  }
  if (conversations.size !== 1) {
    throw invalid(detail('several-conversations'));
  }
}

interface FileContext {
  readonly zip: ZipFile;
  readonly entry: Entry | undefined;
  readonly store: Store;
  readonly invalid: Invalid;
}

async function keepFile(
  { artefact, name, path }: ExportedFile,
  { zip, entry, store: { artefacts, settings }, invalid }: FileContext,
): Promise<void> {
  if (artefacts.find(artefact) !== undefined) {
    return;
  }
  if (entry === undefined) {
    throw invalid(detail('lacks-file', { file: path }));
  }
  if (entry.uncompressedSize > settings.maxFileBytes) {
    throw invalid(detail('its-file-over-limit', { file: path }));
  }
  const bytes = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw invalid(detail('its-file-damaged', { file: path }), error);
  });
  const kept = await artefacts.addBytes(name, bytes);
  if (kept.artefact.id !== artefact) {
    throw invalid(detail('its-file-changed', { file: path }));
  }
}

function keepRuns({ title, runs }: ConversationFile, { runs: kept, conversations }: Store): string {
  const isFree = runs.every(
    ([first]) => first === undefined || kept.events(first.runId).length === 0,
  );
  const ids = new Map<string, string>();
  const renamed = (id: string): string => {
    const known = isFree ? id : (ids.get(id) ?? randomUUID());
    ids.set(id, known);
    return known;
  };
  let conversation = '';
  for (const events of runs) {
    const moved = ended(events).map((event, seq) => moveEvent({ ...event, seq }, renamed));
    for (const event of moved) {
      kept.append(event);
    }
    conversation = moved[0]?.type === 'started' ? moved[0].conversation : conversation;
  }
  const titled = z.string().trim().min(1).max(200).safeParse(title);
  if (titled.success) {
    conversations.rename(conversation, titled.data);
  }
  return conversation;
}

/** One that went on while it was exported has not come here to go on. */
function ended(events: readonly RunEvent[]): readonly RunEvent[] {
  const last = events.at(-1);
  return last === undefined || isRunEnd(last.type)
    ? events
    : [...events, { runId: last.runId, seq: last.seq + 1, at: last.at, type: 'interrupted' }];
}

function moveEvent(event: RunEvent, renamed: (id: string) => string): RunEvent {
  const runId = renamed(event.runId);
  if (event.type !== 'started') {
    return { ...event, runId };
  }
  const { conversation, parent, origin } = event;
  return {
    ...{ ...event, runId, conversation: renamed(conversation) },
    ...(parent !== undefined && { parent: renamed(parent) }),
    ...(origin !== undefined && { origin: renamed(origin) }),
  };
}
