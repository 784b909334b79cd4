// Makes every file of assets/samples/, the pictures, texts, sound and table that demonstrations and
// tests run on: `node assets/make-samples.ts`. All of it is invented for this project. Running it again
// on one machine gives the same bytes; on another, the pictures' text may differ with its fonts (the
// committed files were drawn with DejaVu).

import { mkdir, writeFile } from 'node:fs/promises';
import { drawInvoice } from './drawings/invoice.ts';
import { drawNotice } from './drawings/notice.ts';
import { drawScene } from './drawings/scene.ts';
import { renderPng } from './drawings/svg.ts';
import { makeFlowers } from './flowers.ts';
import { makeRecording } from './recording.ts';
import { PARAGRAPH } from './texts.ts';

const SAMPLES = new URL('samples/', import.meta.url);

const files: Readonly<Record<string, Uint8Array | string>> = {
  'invoice.png': await renderPng(drawInvoice()),
  'scene.png': await renderPng(drawScene()),
  'notice.png': await renderPng(drawNotice()),
  'paragraph.txt': `${PARAGRAPH.join(' ')}\n`,
  'recording.wav': await makeRecording(),
  'flowers.csv': makeFlowers(),
};

await mkdir(SAMPLES, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  await writeFile(new URL(name, SAMPLES), content);
}
