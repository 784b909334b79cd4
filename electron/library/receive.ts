// One request for the rest of a file: the bytes that come are added to its unfinished part. A server that
// sends another length than the Hub's list says, or a pointer, is found out before anything is written.

import { open, rm } from 'node:fs/promises';
import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import { partOf, sizeOf } from './blobs.ts';
import { isPointer } from './hashes.ts';
import type { Transfer, TransferDeps } from './transfer.ts';

/** @throws AppError DOWNLOAD_DAMAGED, and whatever the connection or the disk throws */
export async function receive(deps: TransferDeps, transfer: Transfer): Promise<void> {
  const { file, blobs, model, commit, signal } = transfer;
  const part = partOf(blobs, file.hash);
  const here = (await sizeOf(part)) ?? 0;
  if (here > file.bytes) {
    await rm(part);
    return receive(deps, transfer);
  }
  if (here === file.bytes && here > 0) {
    return;
  }
  const stall = new Stall(deps.stallMs);
  const either = AbortSignal.any([signal, stall.signal]);
  try {
    const { path } = file;
    const response = await deps.hub.open({ model, commit, path, from: here, signal: either });
    const start = await startOfAnswer(response, here, transfer);
    await append(deps, { ...transfer, signal: either }, { response, start, stall });
  } finally {
    stall.hold();
  }
}

/** Ends a connection on which nothing came for a while. Held while it is us who don't take anything. */
class Stall {
  readonly #ended = new AbortController();
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.renew();
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  renew(): void {
    this.hold();
    const why = `nothing came for ${this.#milliseconds / 1000} s`;
    this.#timer = setTimeout(() => this.#ended.abort(new Error(why)), this.#milliseconds);
  }

  hold(): void {
    clearTimeout(this.#timer);
  }
}

/** The first byte that the answer has: where we asked, or 0 where the server gives no ranges. */
async function startOfAnswer(
  response: Response,
  asked: number,
  { file, model }: Transfer,
): Promise<number> {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  const isPart = response.status === 206;
  const length = isPart ? range?.[2] : response.headers.get('content-length');
  const start = isPart ? Number(range?.[1]) : 0;
  const isOtherLength = length !== undefined && length !== null && Number(length) !== file.bytes;
  if (isOtherLength || (isPart && start !== asked)) {
    throw AppError.of('DOWNLOAD_DAMAGED', {
      file: file.path,
      model,
      why: await whyRefused(
        response,
        detail('other-length', { length: String(length), expected: file.bytes }),
      ),
    });
  }
  return start;
}

/** Long enough for the first line of a pointer; a longer answer is not read. */
const POINTER_BYTES = 1024;

async function whyRefused(response: Response, otherwise: ErrorDetail): Promise<ErrorDetail> {
  const length = Number(response.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
  if (length > POINTER_BYTES) {
    await response.body?.cancel();
    return otherwise;
  }
  return isPointer(await response.text()) ? detail('server-sent-pointer') : otherwise;
}

interface Answer {
  readonly response: Response;
  readonly start: number;
  readonly stall: Stall;
}

async function append(deps: TransferDeps, transfer: Transfer, answer: Answer): Promise<void> {
  const { file, model, blobs, signal, onBytes } = transfer;
  const out = await open(partOf(blobs, file.hash), answer.start === 0 ? 'w' : 'a');
  let here = answer.start;
  try {
    for await (const chunk of answer.response.body ?? []) {
      answer.stall.hold();
      here += chunk.byteLength;
      if (here > file.bytes) {
        const why = detail('too-many-bytes', { expected: file.bytes });
        throw AppError.of('DOWNLOAD_DAMAGED', { file: file.path, model, why });
      }
      await out.writeFile(chunk);
      onBytes(here);
      await deps.limiter.take(chunk.byteLength, signal);
      answer.stall.renew();
    }
  } finally {
    await out.close();
  }
  if (here < file.bytes) {
    throw new Error(`the connection ended after ${here} of ${file.bytes} bytes`);
  }
}
