// The bytes of a stored file as an answer: whole, a stretch, or a preview, with headers that keep it from
// being run whatever it holds.

import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Artefact } from '../../shared/media.ts';
import { cutParts, sizeOfParts, streamParts } from '../media/parts.ts';
import type { Part } from '../media/picture-file.ts';
import type { NotedPicture } from '../media/picture-notes.ts';
import { errorCode } from '../store/disk-errors.ts';
import { plainAnswer } from './answers.ts';
import { disposition } from './disposition.ts';
import { MEDIA_POLICY } from './headers.ts';
import { PREVIEW_SIZES, type Previews } from './preview.ts';
import { parseRange } from './range.ts';

/** The bytes of an address never change. */
const FOREVER = 'private, max-age=31536000, immutable';
/** A note may be another one at the next time. */
const ASKED_EACH_TIME = 'private, no-cache';

/** A file of the store, under the name that an address gives it. */
export interface StoredFile {
  readonly artefact: Artefact;
  readonly name: string;
  readonly path: string;
  readonly maxPixels: number;
}

interface Manner {
  readonly isDownload: boolean;
  /** The file with a note of where it comes from in it, where it is given out with one. */
  readonly noted: NotedPicture | undefined;
}

/** The file, or the stretch of it that the request asks for. */
export async function giveFile(
  request: Request,
  { artefact, name, path }: StoredFile,
  { isDownload, noted }: Manner,
): Promise<Response> {
  const parts = noted?.parts ?? [{ start: 0, end: artefact.size }];
  const size = sizeOfParts(parts);
  const tag = noted === undefined ? `"${artefact.id}"` : `"${artefact.id}-${noted.key}"`;
  const headers = new Headers({
    ...contentHeaders(artefact, name, isDownload),
    ...{ ETag: tag, 'Accept-Ranges': 'bytes' },
    ...(noted !== undefined && { 'Cache-Control': ASKED_EACH_TIME }),
  });
  if (isKnown(request, tag)) {
    return new Response(null, { status: 304, headers });
  }
  const range = isSameVersion(request, tag)
    ? parseRange(request.headers.get('range'), size)
    : undefined;
  if (range === 'outside') {
    headers.set('Content-Range', `bytes */${size}`);
    headers.delete('Content-Type');
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers.set('Content-Length', String(end - start + 1));
  if (range !== undefined) {
    headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
  }
  const status = range === undefined ? 200 : 206;
  if (request.method === 'HEAD') {
    return new Response(null, { status, headers });
  }
  const bytes = await openParts(path, cutParts(parts, start, end + 1));
  return bytes === undefined ? noSuchFile() : new Response(bytes, { status, headers });
}

async function openParts(
  path: string,
  parts: readonly Part[],
): Promise<ReadableStream<Uint8Array> | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  // Node's own stream class is the global one, which the types of Node and of browsers tell apart.
  return Readable.toWeb(streamParts(file, parts)) as ReadableStream<Uint8Array>;
}

/** @throws AppError FILE_UNREADABLE */
export async function givePreview(
  request: Request,
  { artefact, name, path, maxPixels }: StoredFile,
  { size, previews }: { readonly size: number; readonly previews: Previews },
): Promise<Response> {
  if (!(size >= PREVIEW_SIZES.min && size <= PREVIEW_SIZES.max)) {
    return plainAnswer(
      400,
      `A size from ${PREVIEW_SIZES.min} to ${PREVIEW_SIZES.max} was expected.`,
    );
  }
  if (artefact.kind !== 'image') {
    return plainAnswer(404, 'Only pictures have a preview.');
  }
  const headers = {
    'Content-Type': 'image/webp',
    'Cache-Control': FOREVER,
    'Content-Security-Policy': MEDIA_POLICY,
    ETag: `"${artefact.id}-${size}"`,
  };
  if (isKnown(request, headers.ETag)) {
    return new Response(null, { status: 304, headers });
  }
  const picture = await previews.make({ path, name, maxPixels }, size, request.signal);
  return new Response(picture, { headers });
}

/** Types that a browser shows and never runs. */
const SHOWN = /^(?:image\/(?!svg)[\w.+-]+|audio\/[\w.+-]+|video\/[\w.+-]+|application\/ogg)$/;

function contentHeaders(
  { mime, kind }: Artefact,
  name: string,
  isDownload: boolean,
): Record<string, string> {
  const isText = kind === 'text' || kind === 'table';
  const type = isText ? 'text/plain; charset=utf-8' : mime;
  const isShown = isText || SHOWN.test(mime);
  return {
    'Content-Type': type,
    'Content-Disposition': disposition(isDownload || !isShown ? 'attachment' : 'inline', name),
    'Content-Security-Policy': MEDIA_POLICY,
    'Cache-Control': FOREVER,
  };
}

function isKnown(request: Request, tag: string): boolean {
  const tags = request.headers.get('if-none-match');
  return tags?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag) === true;
}

/** A stretch is only of use to who has the rest of the same file. */
function isSameVersion(request: Request, tag: string): boolean {
  const expected = request.headers.get('if-range');
  return expected === null || expected.trim() === tag;
}

export function noSuchFile(): Response {
  return plainAnswer(404, 'There is no such file.');
}
