// A Hub on this machine: speaks its API and file protocol over HTTP, with large files on a second host
// that it redirects to, and with the faults that a test asks for. Counts what it sends.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answered, describeModel, type FakeFacts, listModels } from './hub-api.ts';
import { PIECE, sendBody } from './hub-body.ts';

export interface FakeFile {
  readonly path: string;
  readonly content: Buffer;
  /** Kept by SHA-256 and served by the storage host. */
  readonly isLarge: boolean;
}

export interface FakeModel {
  readonly id: string;
  readonly commit: string;
  readonly files: readonly FakeFile[];
  /** Its files need a token; `terms` needs accepted terms too. */
  readonly gated?: 'token' | 'terms';
  readonly facts?: FakeFacts;
}

/** What goes wrong with one request. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** The connection is cut after so many bytes of the body. */
  | { readonly kind: 'drop'; readonly after: number }
  /** The answer ends early as if it were whole, without a length. */
  | { readonly kind: 'truncate'; readonly to: number }
  | { readonly kind: 'corrupt' }
  | { readonly kind: 'pointer' }
  | { readonly kind: 'no-ranges' }
  /** JSON that begins and never ends. */
  | { readonly kind: 'endless' }
  /** A page for people, as a portal of a network puts in between. */
  | { readonly kind: 'page' }
  | { readonly kind: 'json'; readonly value: unknown; readonly link?: string }
  /** The body stops after so many bytes, by default one, and the connection stays open. */
  | { readonly kind: 'stall'; readonly after?: number }
  /** Pieces of 16 KiB with a pause in milliseconds between them. */
  | { readonly kind: 'slow'; readonly pauseMs: number };

export interface Seen {
  readonly host: 'hub' | 'storage';
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly range: string | undefined;
}

export interface FakeHub {
  readonly endpoint: string;
  readonly seen: readonly Seen[];
  /** Bytes of file contents that went out. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

export interface FakeHubOptions {
  readonly models: readonly FakeModel[];
  /** Asked at each request; the first that it names happens. */
  readonly fault?: (seen: Seen) => Fault | undefined;
  /** Models on a page of a list; as many as are asked for. */
  readonly pageSize?: number;
  /** The one that is taken; any where it is left out. */
  readonly token?: string;
}

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
export const gitHash = (content: Buffer) =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
export const hashOf = ({ content, isLarge }: FakeFile) =>
  isLarge ? sha256(content) : gitHash(content);
export const pointerOf = (content: Buffer) =>
  Buffer.from(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`,
  );

export async function startHub({
  models,
  fault,
  pageSize = 1000,
  token,
}: FakeHubOptions): Promise<FakeHub> {
  const seen: Seen[] = [];
  let sent = 0;
  const note = (host: Seen['host'], request: IncomingMessage): Seen => {
    const { authorization, range } = request.headers;
    const one = {
      host,
      method: request.method ?? '',
      path: request.url ?? '',
      authorization,
      range,
    };
    seen.push(one);
    return one;
  };
  const count = (bytes: number) => {
    sent += bytes;
  };
  const storage = await listen((request, response) => {
    const one = note('storage', request);
    const hash = new URL(one.path, 'http://storage').pathname.slice(1);
    const file = models.flatMap(({ files }) => files).find((each) => hashOf(each) === hash);
    sendFile({ file, etag: `"storage-${hash}"`, seen: one, fault: fault?.(one), count }, response);
  });
  const hub = await listen((request, response) => {
    const one = note('hub', request);
    const asked = {
      seen: one,
      fault: fault?.(one),
      count,
      endpoint: `http://${request.headers.host}`,
    };
    answer({ ...asked, models, storage: storage.address, pageSize, token }, response);
  });
  return {
    endpoint: hub.address,
    seen,
    sent: () => sent,
    close: async () => {
      await Promise.all([hub.close(), storage.close()]);
    },
  };
}

export async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server: Server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Question extends Pick<FakeHubOptions, 'models' | 'token'> {
  readonly storage: string;
  readonly endpoint: string;
  readonly pageSize: number;
  readonly seen: Seen;
  readonly fault: Fault | undefined;
  readonly count: (bytes: number) => void;
}

function answer(question: Question, response: ServerResponse): void {
  const { seen, fault, models, token } = question;
  const url = new URL(seen.path, question.endpoint);
  const path = decodeURIComponent(url.pathname);
  if (fault?.kind === 'status') {
    refuseWith(fault, response);
  } else if (fault?.kind === 'page') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in first</html>');
  } else if (fault?.kind === 'json') {
    tell({ status: 200, body: fault.value, ...(fault.link && { link: fault.link }) }, response);
  } else if (fault?.kind === 'endless') {
    sendEndless(response);
  } else if (fault?.kind === 'stall' && path.startsWith('/api/')) {
    response.writeHead(200, { 'content-type': 'application/json' }).write('[');
  } else if (token !== undefined && ![undefined, `Bearer ${token}`].includes(seen.authorization)) {
    tell({ status: 401, body: { error: 'Invalid credentials in Authorization header' } }, response);
  } else if (path === '/api/models') {
    tell(listModels({ models, url, pageSize: question.pageSize }), response);
  } else {
    answerAbout(question, { url, path }, response);
  }
}

function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[');
  const more = () => {
    while (!response.destroyed && response.write(' '.repeat(PIECE))) {}
  };
  response.on('drain', more);
  more();
}

interface Place {
  readonly url: URL;
  readonly path: string;
}

function answerAbout(question: Question, { url, path }: Place, response: ServerResponse): void {
  const api = /^\/api\/models\/([^/]+\/[^/]+)(?:\/(revision|tree)\/(.+))?$/.exec(path);
  const resolve = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
  const model = question.models.find(({ id }) => id === (api?.[1] ?? resolve?.[1]));
  const revision = api?.[3] ?? resolve?.[2] ?? 'main';
  if (model === undefined) {
    refuse(response, question.seen.authorization === undefined ? 401 : 404, 'RepoNotFound');
  } else if (revision !== 'main' && revision !== model.commit) {
    refuse(response, 404, 'RevisionNotFound');
  } else if (api?.[2] === 'tree') {
    json(response, model.files.map(treeEntry));
  } else if (api !== null) {
    tell(describeModel(model, url), response);
  } else if (isClosed(model, question.seen)) {
    refuse(response, question.seen.authorization === undefined ? 401 : 403, 'GatedRepo');
  } else {
    sendResolved(question, { model, path: resolve?.[3] ?? '' }, response);
  }
}

/** Files alone are closed; that they are there is public. */
function isClosed({ gated }: FakeModel, { authorization }: Seen): boolean {
  return gated === 'terms' || (gated === 'token' && authorization === undefined);
}

function treeEntry(file: FakeFile) {
  const { path, content, isLarge } = file;
  const pointer = pointerOf(content);
  const lfs = { oid: sha256(content), size: content.length, pointerSize: pointer.length };
  const oid = gitHash(isLarge ? pointer : content);
  return { type: 'file', path, size: content.length, oid, ...(isLarge ? { lfs } : {}) };
}

interface Resolved {
  readonly model: FakeModel;
  readonly path: string;
}

function sendResolved(question: Question, { model, path }: Resolved, response: ServerResponse) {
  const file = model.files.find((each) => each.path === path);
  if (file === undefined) {
    refuse(response, 404, 'EntryNotFound');
    return;
  }
  const hash = hashOf(file);
  response.setHeader('x-repo-commit', model.commit);
  if (!file.isLarge) {
    const { seen, fault, count } = question;
    sendFile({ file, etag: `"${hash}"`, seen, fault, count }, response);
    return;
  }
  response.writeHead(302, {
    'x-linked-etag': `"${hash}"`,
    'x-linked-size': String(file.content.length),
    location: `${question.storage}/${hash}?signature=x`,
  });
  response.end();
}

export interface Sending extends Pick<Question, 'seen' | 'fault' | 'count'> {
  readonly file: FakeFile | undefined;
  readonly etag: string;
}

export function sendFile(sending: Sending, response: ServerResponse): void {
  const { file, etag, seen, fault, count } = sending;
  if (file === undefined) {
    refuse(response, 404, 'EntryNotFound');
    return;
  }
  if (fault?.kind === 'status') {
    refuseWith(fault, response);
    return;
  }
  const whole = damaged(file.content, fault);
  const from =
    fault?.kind === 'no-ranges' ? 0 : Number(/^bytes=(\d+)-/.exec(seen.range ?? '')?.[1] ?? 0);
  if (from >= whole.length && from > 0) {
    response.writeHead(416).end();
    return;
  }
  const body = whole.subarray(from);
  const length = fault?.kind === 'truncate' ? {} : { 'content-length': String(body.length) };
  const range = { 'content-range': `bytes ${from}-${whole.length - 1}/${whole.length}` };
  response.writeHead(from > 0 ? 206 : 200, { etag, ...length, ...(from > 0 ? range : {}) });
  if (seen.method === 'HEAD') {
    response.end();
    return;
  }
  sendBody(body, { fault, count }, response);
}

function damaged(content: Buffer, fault: Fault | undefined): Buffer {
  if (fault?.kind === 'pointer') {
    return pointerOf(content);
  }
  return fault?.kind === 'corrupt' ? Buffer.from(content.map((byte) => byte ^ 1)) : content;
}

function tell({ status, body, link }: Answered, response: ServerResponse): void {
  const more: Record<string, string> = link === undefined ? {} : { link };
  response.writeHead(status, { 'content-type': 'application/json', ...more });
  response.end(JSON.stringify(body));
}

export function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-error-code': code, 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: code }));
}

export function refuseWith(
  { status, retryAfter }: Extract<Fault, { readonly kind: 'status' }>,
  response: ServerResponse,
): void {
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
  response.end();
}
