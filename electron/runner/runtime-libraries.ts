// Where ONNX Runtime's package is, and its native libraries in it.

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the onnxruntime-node that Transformers.js uses. */
function runtimeFolder(): string {
  const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
  return dirname(createRequire(library).resolve('onnxruntime-node/package.json'));
}

export interface Runtime {
  /** Of the package onnxruntime-node. */
  readonly folder: string;
  readonly platform: string;
  readonly architecture: string;
}

export function runtimeHere(): Runtime {
  return { folder: runtimeFolder(), platform: process.platform, architecture: process.arch };
}

export function runtimeBinaries({ folder, platform, architecture }: Runtime): string {
  return join(folder, 'bin', 'napi-v6', platform, architecture);
}
