// How files of the Hub prove that they are whole: large ones by SHA-256, small ones by the id that git
// gives their content. Also knows the pointers that git keeps in place of large files.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** The kind follows from the length of the hexadecimal digest. */
const SHA256 = /^[0-9a-f]{64}$/;
const GIT_BLOB = /^[0-9a-f]{40}$/;

export function isHash(name: string): boolean {
  return SHA256.test(name) || GIT_BLOB.test(name);
}

/** Whether the file's content has the hash. */
export async function hasHash(file: string, hash: string): Promise<boolean> {
  const digest = SHA256.test(hash)
    ? createHash('sha256')
    : createHash('sha1').update(`blob ${(await stat(file)).size}\0`);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    digest.update(chunk);
  }
  return digest.digest('hex') === hash;
}

const POINTER = 'version https://git-lfs.github.com/spec/';

/** Whether a text is what git keeps in place of a large file. */
export function isPointer(start: string): boolean {
  return start.startsWith(POINTER);
}

/** The first characters of a file, enough to know a pointer. */
export async function startOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(POINTER.length));
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
