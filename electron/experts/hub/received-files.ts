// Files as they come back from a provider: named after what their bytes are, never after what was claimed.

import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import type { MadeFile } from '../expert.ts';

const FAMILIES = { image: /^image\//, audio: /^audio\//, video: /^video\// } as const;
type Family = keyof typeof FAMILIES;

/** @param stem the file's name without its extension */
export function fileSchema(kind: Family, stem: string): z.ZodType<MadeFile, Blob> {
  return z.instanceof(Blob).transform(async (blob, context): Promise<MadeFile> => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const found = await fileTypeFromBuffer(bytes);
    if (found === undefined || !FAMILIES[kind].test(found.mime)) {
      context.addIssue(`it is ${found?.mime ?? 'of no known type'} and should be ${kind}`);
      return z.NEVER;
    }
    return { name: `${stem}.${found.ext}`, bytes };
  });
}

/** A file within JSON. */
export function encodedFileSchema(kind: Family, stem: string): z.ZodType<MadeFile, string> {
  return z
    .base64()
    .transform((text) => new Blob([Buffer.from(text, 'base64')]))
    .pipe(fileSchema(kind, stem));
}
