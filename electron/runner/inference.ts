// The one door to Transformers.js, and through it to ONNX Runtime. Only the runner's process may open it:
// inference blocks the event loop of the thread that asks for it.

import { env, LogLevel } from '@huggingface/transformers';

export * from '@huggingface/transformers';

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
