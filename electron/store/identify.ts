// What a file is, from its bytes: kind, MIME type, size in pixels or seconds. The name only decides
// between text and table, which no byte tells apart, and is held against what the content is.

import { open, stat } from 'node:fs/promises';
import type { DetailCode } from '../../shared/error-details.ts';
import { AppError, detail, type ErrorDetail } from '../../shared/errors.ts';
import { type Artefact, claimedKind, type ResourceKind } from '../../shared/media.ts';
import type { Settings } from '../../shared/settings.ts';

export type Identity = Omit<Artefact, 'id'>;
export type IdentityLimits = Pick<Settings, 'maxImageMegapixels' | 'maxFileBytes'>;

/**
 * @param path where the bytes are
 * @param name what the person calls the file
 * @throws AppError FILE_EMPTY, FILE_TOO_LARGE, FILE_UNREADABLE, FILE_MISLABELLED, FILE_UNSUPPORTED
 */
export async function identifyFile(
  path: string,
  name: string,
  limits: IdentityLimits,
): Promise<Identity> {
  const size = await checkedSize(path, name, limits);
  const { fileTypeFromFile } = await import('file-type');
  const mime = (await fileTypeFromFile(path))?.mime ?? (await textualType(path, name));
  if (mime === undefined) {
    throw unrecognised(name);
  }
  const kind = kindOf(mime);
  if (kind === undefined) {
    throw AppError.of('FILE_UNSUPPORTED', { name, mime });
  }
  checkClaim(name, kind);
  return { kind, mime, size, ...(await measure(path, { name, kind, limits })) };
}

async function checkedSize(path: string, name: string, limits: IdentityLimits): Promise<number> {
  const { size } = await stat(path);
  if (size === 0) {
    throw AppError.of('FILE_EMPTY', { name });
  }
  if (size > limits.maxFileBytes) {
    throw AppError.of('FILE_TOO_LARGE', {
      name,
      actual: `${(size / 1024 ** 2).toFixed(0)} MB`,
      limit: `${(limits.maxFileBytes / 1024 ** 2).toFixed(0)} MB`,
      advice: detail('choose-smaller-or-raise-bytes'),
    });
  }
  return size;
}

function kindOf(mime: string): ResourceKind | undefined {
  if (mime === 'text/csv' || mime === 'text/tab-separated-values') {
    return 'table';
  }
  if (mime === 'application/ogg') {
    return 'audio';
  }
  const family = mime.split('/')[0];
  return family === 'image' || family === 'audio' || family === 'video' || family === 'text'
    ? family
    : undefined;
}

/** Containers hold sound or pictures alike, and text is also a table: only other pairs are a mistake. */
function checkClaim(name: string, actual: ResourceKind): void {
  const claimed = claimedKind(name);
  const alike: readonly ResourceKind[][] = [
    ['audio', 'video'],
    ['text', 'table'],
  ];
  const fits =
    claimed === undefined ||
    claimed === actual ||
    alike.some((pair) => pair.includes(claimed) && pair.includes(actual));
  if (!fits) {
    throw AppError.of('FILE_MISLABELLED', {
      name,
      claimed: KINDS[claimed],
      actual: KINDS[actual],
    });
  }
}

const KINDS: Readonly<Record<ResourceKind, ErrorDetail>> = {
  text: detail('a-text'),
  image: detail('an-image'),
  audio: detail('a-recording'),
  video: detail('a-video'),
  table: detail('a-table'),
};

const NOT_OF_KIND = {
  text: 'content-no-text',
  image: 'content-no-image',
  audio: 'content-no-recording',
  video: 'content-no-video',
  table: 'content-no-table',
} as const satisfies Record<ResourceKind, DetailCode>;

function unrecognised(name: string): AppError {
  const claimed = claimedKind(name);
  const why = claimed === undefined ? detail('content-unknown') : detail(NOT_OF_KIND[claimed]);
  return AppError.of('FILE_UNREADABLE', { name, why });
}

const SNIFFED_BYTES = 64 * 1024;

/** The MIME type of a file without a signature, where it is text. */
async function textualType(path: string, name: string): Promise<string | undefined> {
  const text = decodeText(await readStart(path));
  if (text === undefined) {
    return undefined;
  }
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/is.test(text)) {
    return 'image/svg+xml';
  }
  const isTable =
    claimedKind(name) === 'table' || (claimedKind(name) === undefined && looksLikeTable(text));
  if (!isTable) {
    return 'text/plain';
  }
  return text.split('\n')[0]?.includes('\t') === true ? 'text/tab-separated-values' : 'text/csv';
}

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(SNIFFED_BYTES),
      0,
      SNIFFED_BYTES,
      0,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The text that the bytes are in UTF-8 or marked UTF-16, or undefined where they are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    // A start that was cut inside a character is no error: `stream` leaves the rest for later.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return hasControlCharacters(text) ? undefined : text;
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined; // not in that encoding, which is the answer asked for
    }
    throw error;
  }
}

function hasControlCharacters(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what tells binary from text
  return /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text);
}

function looksLikeTable(text: string): boolean {
  const rows = text
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line !== '');
  return [',', ';', '\t'].some((delimiter) => {
    const columns = rows.map((row) => row.split(delimiter).length);
    return (
      rows.length >= 3 && (columns[0] ?? 0) >= 2 && columns.every((count) => count === columns[0])
    );
  });
}

interface Measured {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly limits: IdentityLimits;
}
type Measure = Pick<Artefact, 'width' | 'height' | 'duration'>;

async function measure(path: string, file: Measured): Promise<Measure> {
  switch (file.kind) {
    case 'image':
      return measureImage(path, file);
    case 'audio':
    case 'video':
      return measureRecording(path, file);
    default:
      return {};
  }
}

async function measureImage(path: string, { name, limits }: Measured): Promise<Measure> {
  const { default: sharp } = await import('sharp');
  const {
    width,
    height,
    orientation = 1,
  } = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((error: Error) => {
      throw AppError.of(
        'FILE_UNREADABLE',
        { name, why: detail('image-damaged', { error: error.message }) },
        error,
      );
    });
  const megapixels = (width * height) / 1e6;
  if (megapixels > limits.maxImageMegapixels) {
    throw AppError.of('FILE_TOO_LARGE', {
      name,
      actual: detail('picture-size', { width, height, megapixels: megapixels.toFixed(0) }),
      limit: detail('megapixels', { megapixels: limits.maxImageMegapixels }),
      advice: detail('make-smaller-or-raise-megapixels'),
    });
  }
  const isTurned = orientation >= 5; // EXIF orientations 5 to 8 swap the sides
  return isTurned ? { width: height, height: width } : { width, height };
}

async function measureRecording(path: string, { name }: Measured): Promise<Measure> {
  const { ALL_FORMATS, FilePathSource, Input, Logging, LogLevel } = await import('mediabunny');
  Logging.level = LogLevel.Errors; // what a file holds that is not known is no fault of the program
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    return { duration: await input.computeDuration() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const why = detail('recording-damaged', { error: message });
    throw AppError.of('FILE_UNREADABLE', { name, why }, error);
  } finally {
    input.dispose();
  }
}
