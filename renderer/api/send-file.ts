// A file sent to the engine as it is. XMLHttpRequest, since fetch does not tell how far it has come.

import type { z } from 'zod';
import { AppError, ErrorReportSchema, toErrorReport } from '../../shared/errors.ts';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Told the share that has been sent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** A file that the page does not hold itself: whoever has it lets the engine have it. */
export interface OutsideFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** '' as of a file whose type the browser does not know. */
  readonly type: '';
  /** @returns what the engine answered */
  readonly handOver: (path: SendPath) => Promise<unknown>;
}

export type SentFile = File | OutsideFile;
type SendPath = '/media' | '/import';

interface Sent<Answer> {
  /** Where it goes; its name is added. */
  readonly path: SendPath;
  readonly file: SentFile;
  readonly answer: z.ZodType<Answer>;
}

/** @throws AppError as the engine refused the file, UNAUTHORISED or ENGINE_SILENT; the signal's reason */
export function sendFile<Answer>(
  { path, file, answer }: Sent<Answer>,
  { signal, onProgress }: SendOptions,
): Promise<Answer> {
  if ('handOver' in file) {
    return file.handOver(path).then((given) => answer.parse(given));
  }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = new XMLHttpRequest();
  request.open('POST', `${path}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
  request.onload = () => {
    const { status } = request;
    const body: unknown = request.response;
    const taken = answer.safeParse(body);
    status === 201 && taken.success ? resolve(taken.data) : reject(refusal(status, body));
  };
  request.onerror = () => reject(AppError.of('ENGINE_SILENT', {}));
  request.onabort = () => reject(signal.reason);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function refusal(status: number, body: unknown): AppError {
  if (status === 401) {
    return AppError.of('UNAUTHORISED', {}); // the server host's guard answers before the engine does
  }
  const report = ErrorReportSchema.safeParse(body);
  return AppError.from(
    report.success ? report.data : toErrorReport(new Error('the engine did not take the file')),
  );
}
