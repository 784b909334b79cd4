// Files go to the engine as they are, hashed and named there. XMLHttpRequest, since fetch does not
// tell how far an upload has come.

import { AppError, ErrorReportSchema, toErrorReport } from '../../shared/errors.ts';
import { type NamedArtefact, NamedArtefactSchema } from '../../shared/media.ts';

interface UploadOptions {
  readonly signal: AbortSignal;
  /** Told the share that has been sent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** @throws AppError as the engine refused the file, or NETWORK_FAILED */
export function uploadFile(
  file: File,
  { signal, onProgress }: UploadOptions,
): Promise<NamedArtefact> {
  const { promise, resolve, reject } = Promise.withResolvers<NamedArtefact>();
  const request = new XMLHttpRequest();
  request.open('POST', `/media?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total);
  request.onload = () => {
    const body: unknown = request.response;
    request.status === 201 ? resolve(NamedArtefactSchema.parse(body)) : reject(refusal(body));
  };
  request.onerror = () =>
    reject(AppError.of('NETWORK_FAILED', { host: 'Ensemble', why: 'the upload broke off' }));
  request.onabort = () => reject(signal.reason);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function refusal(body: unknown): AppError {
  const report = ErrorReportSchema.safeParse(body);
  return report.success
    ? AppError.from(report.data)
    : AppError.from(toErrorReport(new Error('the engine did not take the file')));
}

/** Where the bytes of a stored file are. */
export function mediaUrl({ name, artefact }: NamedArtefact): string {
  return `/media/${artefact.id}/${encodeURIComponent(name)}`;
}

/** A picture as WebP, at most that many pixels wide and high; for formats that no browser shows, too. */
export function previewUrl({ artefact }: NamedArtefact, pixels: number): string {
  return `/media/${artefact.id}/preview?size=${pixels}`;
}

/** The same, to be saved under its name. */
export function downloadUrl(file: NamedArtefact): string {
  return `${mediaUrl(file)}?download`;
}
