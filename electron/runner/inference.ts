// The one door to Transformers.js, and through it to ONNX Runtime. Only the runner's process may open it:
// inference blocks the event loop of the thread that asks for it.

import { createRequire } from 'node:module';
import { env, LogLevel } from '@huggingface/transformers';
import type * as OnnxRuntime from 'onnxruntime-node';

export * from '@huggingface/transformers';
export type { InferenceSession as GraphSession, Tensor as GraphTensor } from 'onnxruntime-node';

/** ONNX Runtime itself, for graphs that are run as they are: the very one that Transformers.js uses. */
export function onnxRuntime(): typeof OnnxRuntime {
  const library = createRequire(import.meta.url).resolve('@huggingface/transformers');
  return createRequire(library)('onnxruntime-node'); // what that package is
}

/** Models come from folders of this machine; the library never fetches anything for itself. */
export function prepareInference(): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.logLevel = LogLevel.ERROR;
  env.fetch = async (address) => {
    throw new Error(`The runner has no network, and was to fetch ${address}`);
  };
}
