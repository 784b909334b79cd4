// The files that the installed program offers to open. It never makes itself what opens them by default.

import { claimedKind, KNOWN_EXTENSIONS, RESOURCE_KINDS } from '../shared/media.ts';

const NAMES = { text: 'Text', image: 'Image', audio: 'Audio', video: 'Video', table: 'Table' };

/** By kind, for macOS. */
export const FILE_TYPES: readonly { readonly name: string; readonly ext: string[] }[] =
  RESOURCE_KINDS.map((kind) => ({
    name: NAMES[kind],
    ext: KNOWN_EXTENSIONS.filter((extension) => claimedKind(`file.${extension}`) === kind),
  }));

/** The same by the names that Linux has for them. */
export const MIME_TYPES: readonly string[] = [
  ...['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'tiff', 'heic', 'heif', 'svg+xml'].map(
    (type) => `image/${type}`,
  ),
  ...['x-wav', 'mpeg', 'flac', 'ogg', 'x-opus+ogg', 'mp4', 'aac', 'x-aiff', 'x-ms-wma'].map(
    (type) => `audio/${type}`,
  ),
  ...['mp4', 'x-m4v', 'quicktime', 'webm', 'x-matroska', 'x-msvideo', 'mpeg'].map(
    (type) => `video/${type}`,
  ),
  ...['plain', 'markdown', 'html', 'csv', 'tab-separated-values', 'vtt', 'x-log'].map(
    (type) => `text/${type}`,
  ),
  ...['json', 'xml', 'xhtml+xml', 'x-subrip'].map((type) => `application/${type}`),
];
