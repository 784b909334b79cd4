// The files that messages of OpenAI's form carry: bytes in base64, and addresses of our own /media. Nothing
// is fetched from elsewhere.

import { getExtension } from 'hono/utils/mime';
import type { AskedFile } from '../attachments.ts';
import { type FileNames, ownMedia } from './compatible-files.ts';
import { safeFileName } from './file-name.ts';
import type { Part } from './openai-call.ts';
import { badRequest } from './openai-refusals.ts';

export type FilePart = Exclude<Part, { type: 'text' | 'refusal' }>;

/**
 * What it is called.
 * @param origin of this server, as the client wrote it
 */
export function nameOfPart(part: FilePart, origin: string, names: FileNames): string {
  switch (part.type) {
    case 'image_url': {
      const { url } = part.image_url;
      const own = ownMedia(url, origin);
      return names.nameOf(own?.name ?? nameByType('image', url), own?.id);
    }
    case 'input_audio':
      return names.nameOf(`audio.${part.input_audio.format}`);
    case 'file': {
      const { filename, file_data: data } = part.file;
      return names.nameOf(
        filename === undefined ? nameByType('file', data) : safeFileName(filename),
      );
    }
  }
}

/** The type that a data URL claims; what the bytes are is found when they are stored. */
function nameByType(stem: string, address: string): string {
  const mime = DATA.exec(address)?.[1] ?? '';
  const extension = getExtension(mime);
  return extension === undefined ? stem : `${stem}.${extension}`;
}

interface PartPlace {
  readonly name: string;
  /** Where the part stands: `messages[0].content[1]`. */
  readonly place: string;
  /** Of this server, as the client wrote it. */
  readonly origin: string;
}

/** @throws OpenAiRefusal for what is no file, or is elsewhere */
export function fileOfPart(part: FilePart, { name, place, origin }: PartPlace): AskedFile {
  switch (part.type) {
    case 'input_audio':
      return { name, bytes: fromBase64(part.input_audio.data, `${place}.input_audio.data`) };
    case 'file': {
      const { file_data: data } = part.file;
      const bytes = data.startsWith('data:') ? fromDataUrl : fromBase64;
      return { name, bytes: bytes(data, `${place}.file.file_data`) };
    }
    case 'image_url': {
      const { url } = part.image_url;
      const param = `${place}.image_url.url`;
      if (url.startsWith('data:')) {
        return { name, bytes: fromDataUrl(url, param) };
      }
      const own = ownMedia(url, origin);
      if (own === undefined) {
        throw badRequest(param, ELSEWHERE, 'invalid_image_url');
      }
      return { name, artefact: own.id };
    }
  }
}

const ELSEWHERE =
  'Nothing is fetched from other addresses. A data: URL or an address of this server’s /media was expected.';
const DATA = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w-]+=[^;,]*)*;base64,/i;

function fromDataUrl(url: string, param: string): Uint8Array {
  const [head] = DATA.exec(url) ?? [];
  if (head === undefined) {
    throw badRequest(param, 'A data: URL in base64 was expected.', 'invalid_base64');
  }
  return fromBase64(url.slice(head.length), param);
}

/** Node passes over what is not base64; bytes that are missing tell of it. */
function fromBase64(text: string, param: string): Uint8Array {
  const digits = text.replace(/\s+/g, '').replace(/={1,2}$/, '');
  const bytes = Buffer.from(digits, 'base64');
  if (digits.length % 4 === 1 || bytes.length !== Math.floor((digits.length * 3) / 4)) {
    throw badRequest(param, 'This is not base64.', 'invalid_base64');
  }
  return bytes;
}
