// Files for the tests: those of the program's samples, and some made for the purpose.

import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';

export function sampleFile(name: string): string {
  return join(ROOT, 'assets', 'samples', name);
}

const SENTENCES = [
  'The ferry leaves the harbour at seven and reaches the island before noon on most days.',
  'A second boat carries the mail and whatever the shops have ordered for the week.',
  'In winter the crossing is often put off until the wind has turned again.',
];

/** A text that takes long to be spoken: about a second for fifteen sentences. */
export async function writeLongText(folder: string, sentences: number): Promise<string> {
  const path = join(folder, 'long.txt');
  const lines = Array.from({ length: sentences }, (_, place) => SENTENCES[place % 3]);
  await writeFile(path, lines.join('\n'));
  return path;
}

/** A recording of silence of that many bytes; mostly a hole on the disk. */
export async function writeWav(path: string, bytes: number): Promise<void> {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(96_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes - 44, 40);
  const file = await open(path, 'w');
  try {
    await file.write(header);
    await file.truncate(bytes);
  } finally {
    await file.close();
  }
}
