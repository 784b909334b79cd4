// Messages of a stateless client as a request of ours: the last one of the user, in the conversation that
// earlier ones were answered in. What a system message says is for language models of the client's
// choosing and no order to this program; it is not used.

import type { RunPlace } from '../../shared/contract.ts';
import { REQUEST_LIMITS } from '../../shared/request.ts';
import type { AskedFile } from '../attachments.ts';
import type { Engine } from '../engine.ts';
import { type AnsweredCalls, type Digest, digestOf, NO_MESSAGES } from './answered-calls.ts';
import { createFileNames, type FileNames, findFiles } from './compatible-files.ts';
import type { Part } from './openai-call.ts';
import { type FilePart, fileOfPart, nameOfPart } from './openai-files.ts';
import { badRequest } from './openai-refusals.ts';

export interface Message {
  readonly role: string;
  readonly content?: readonly Part[] | null | undefined;
}

export interface AskedMessages {
  /** With the name of each file in place of its address. */
  readonly request: string;
  readonly files: readonly AskedFile[];
  /** The run that this request follows. */
  readonly after: RunPlace | undefined;
  /** Of all messages up to the request. */
  readonly digest: Digest;
}

export interface Acquaintance {
  readonly store: Pick<Engine['store'], 'artefacts' | 'conversations'>;
  readonly answered: AnsweredCalls;
  /** Of this server, as the client wrote it. */
  readonly origin: string;
}

/** @throws OpenAiRefusal, or AppError FILE_NOT_FOUND */
export function readMessages(messages: readonly Message[], known: Acquaintance): AskedMessages {
  const last = messages.findLastIndex(({ role }) => role === 'user');
  if (last < 0) {
    throw badRequest('messages', 'A message of the user was expected in messages.');
  }
  const said = messages.slice(0, last + 1).map(toSaid);
  const digests = digestsOf(said);
  const { after, from } = findPlace(digests.slice(0, -1), known);
  const names = createFileNames();
  const read = said.map((each, index) => {
    const reading = { known, names, isRequest: index === last, isNew: index >= from };
    return readMessage(each, reading);
  });
  const request = read.at(-1)?.text.trim() ?? '';
  checkText(request, last);
  return { request, files: distinct(read), after, digest: digests.at(-1) ?? NO_MESSAGES };
}

interface Said {
  readonly role: string;
  readonly text: string;
  readonly parts: readonly { readonly part: FilePart; readonly place: string }[];
}

function toSaid({ role, content }: Message, index: number): Said {
  const texts: string[] = [];
  const parts: Said['parts'][number][] = [];
  for (const [at, part] of (content ?? []).entries()) {
    switch (part.type) {
      case 'text':
        texts.push(part.text);
        break;
      case 'refusal':
        texts.push(part.refusal);
        break;
      default:
        parts.push({ part, place: `messages[${index}].content[${at}]` });
    }
  }
  return { role, text: texts.join('\n'), parts };
}

const TALKING: ReadonlySet<string> = new Set(['user', 'assistant']);

/** After each message; those that are not used change nothing. */
function digestsOf(said: readonly Said[]): readonly Digest[] {
  let digest = NO_MESSAGES;
  return said.map(({ role, text, parts }) => {
    if (TALKING.has(role)) {
      digest = digestOf(digest, { role, text, parts: parts.map(({ part }) => part) });
    }
    return digest;
  });
}

interface Place {
  readonly after: RunPlace | undefined;
  /** The first message that is not in the conversation yet. */
  readonly from: number;
}

function findPlace(digests: readonly Digest[], { answered, store }: Acquaintance): Place {
  for (let index = digests.length - 1; index >= 0; index -= 1) {
    const after = answered.find(digests[index] ?? NO_MESSAGES);
    if (after !== undefined && store.conversations.find(after.conversation) !== undefined) {
      return { after, from: index + 1 };
    }
  }
  return { after: undefined, from: 0 };
}

interface Reading {
  readonly known: Acquaintance;
  readonly names: FileNames;
  readonly isRequest: boolean;
  /** Not in the conversation yet, so that its files are to be attached. */
  readonly isNew: boolean;
}

interface ReadMessage {
  readonly text: string;
  readonly files: readonly AskedFile[];
}

function readMessage(
  { role, text, parts }: Said,
  { known: { origin, store }, names, isRequest, isNew }: Reading,
): ReadMessage {
  if (!TALKING.has(role)) {
    return { text, files: [] };
  }
  const named = parts.map(({ part, place }) => ({
    ...{ part, place },
    name: nameOfPart(part, origin, names),
  }));
  const places = { origin, artefacts: store.artefacts, names, isLenient: !isRequest };
  const found = findFiles(text, places);
  const carried = isNew
    ? named.map(({ part, place, name }) => fileOfPart(part, { name, place, origin }))
    : [];
  const addressed = isNew ? found.files : [];
  return {
    text: found.request,
    files: [...carried, ...addressed.map(({ name, artefact: { id } }) => ({ name, artefact: id }))],
  };
}

/** A file that several messages name is attached once. */
function distinct(read: readonly ReadMessage[]): readonly AskedFile[] {
  const files = new Map(
    read.flatMap(({ files }) =>
      files.map((file) => [typeof file === 'string' ? file : file.name, file]),
    ),
  );
  if (files.size > REQUEST_LIMITS.files) {
    const expected = `At most ${REQUEST_LIMITS.files} files were expected`;
    throw badRequest('messages', `${expected}; there are ${files.size}.`);
  }
  return [...files.values()];
}

function checkText(request: string, index: number): void {
  const param = `messages[${index}].content`;
  if (request === '') {
    throw badRequest(param, 'The last of the user’s messages holds no text that says what to do.');
  }
  if (request.length > REQUEST_LIMITS.characters) {
    const most = REQUEST_LIMITS.characters.toLocaleString('en');
    const message = `At most ${most} characters were expected; send longer texts as files.`;
    throw badRequest(param, message, 'context_length_exceeded');
  }
}
