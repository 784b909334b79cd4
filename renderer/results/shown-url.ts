// Where a picture is loaded from: as it is where a browser shows it, else as a preview that the engine makes.

import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl, previewUrl } from '../api/upload.ts';

const SHOWN = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
]);
/** Bytes: a larger picture comes smaller until it is enlarged. */
const MOST_BYTES = 4_000_000;
/** Pixels of the longer side of the largest preview. */
const LARGEST_PREVIEW = 2048;

/** For a column of the chat. */
export function columnUrl(file: NamedArtefact): string {
  const { mime, size } = file.artefact;
  return SHOWN.has(mime) && size <= MOST_BYTES ? mediaUrl(file) : previewUrl(file, 1600);
}

/** With all its pixels. */
export function fullUrl(file: NamedArtefact): string {
  return SHOWN.has(file.artefact.mime) ? mediaUrl(file) : previewUrl(file, LARGEST_PREVIEW);
}
