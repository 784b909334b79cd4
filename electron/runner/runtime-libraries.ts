// Where ONNX Runtime's package is, and which of its native libraries are there.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the onnxruntime-node that Transformers.js uses. */
export function runtimeFolder(): string {
  const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
  return dirname(createRequire(library).resolve('onnxruntime-node/package.json'));
}

export function runtimeBinaries(
  folder: string,
  platform: string = process.platform,
  architecture: string = process.arch,
): string {
  return join(folder, 'bin', 'napi-v6', platform, architecture);
}

/** Names of files; they change when the libraries of a device are installed. */
export function runtimeLibraries(): readonly string[] {
  return readdirSync(runtimeBinaries(runtimeFolder())).toSorted();
}
