// The models that one runner process has loaded. Tasks ask for one by its loader; two that ask for the
// same share it. Which models stay is decided by the pool (pool.ts), outside of this process.

import type { Device, Dtype } from '../../shared/inference.ts';
import { prepareInference } from './inference.ts';

/** A model as it is to be loaded. */
export interface ModelSpec {
  /** Absolute path of the folder that has its `config.json`. */
  readonly folder: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** Where its files are in several formats: a file's name without its suffix → its format. */
  readonly parts?: Readonly<Record<string, Dtype>> | undefined;
  /** Threads that one operation may use on the CPU. */
  readonly threads: number;
}

/** What every `from_pretrained` and `pipeline` of Transformers.js takes. */
export interface LoadOptions {
  readonly device: Device;
  readonly dtype: Dtype | Readonly<Record<string, Dtype>>;
  readonly local_files_only: true;
  readonly session_options: Readonly<Record<string, unknown>>;
}

/** How a model is loaded: a pipeline, or classes of Transformers.js. */
export interface Loader<Loaded> {
  /** Says what it loads; models are shared by it. */
  readonly name: string;
  readonly load: (folder: string, options: LoadOptions) => Promise<Loaded>;
  readonly dispose: (loaded: Loaded) => Promise<unknown>;
}

export interface Models {
  /** @throws Error of the library where the folder lacks a file or the model can't be loaded */
  readonly load: <Loaded>(spec: ModelSpec, loader: Loader<Loaded>) => Promise<Loaded>;
  /** Ends all that was loaded from a folder. */
  readonly unload: (folder: string) => Promise<void>;
}

interface Kept {
  readonly folder: string;
  readonly loaded: Promise<unknown>;
  readonly dispose: () => Promise<unknown>;
}

export function createModels(): Models {
  prepareInference();
  const kept = new Map<string, Kept>();
  return {
    load: <Loaded>(spec: ModelSpec, loader: Loader<Loaded>) => {
      const key = JSON.stringify([loader.name, spec.folder, spec.device, spec.dtype]);
      const before = kept.get(key);
      if (before !== undefined) {
        return before.loaded as Promise<Loaded>; // the key names the loader that made it
      }
      const loaded = loader.load(spec.folder, loadOptions(spec));
      const dispose = async () => loader.dispose(await loaded);
      kept.set(key, { folder: spec.folder, loaded, dispose });
      loaded.catch(() => kept.delete(key));
      return loaded;
    },
    unload: async (folder) => {
      const gone = [...kept].filter(([, model]) => model.folder === folder);
      for (const [key, { dispose }] of gone) {
        kept.delete(key);
        await dispose();
      }
    },
  };
}

/** Idle threads wait instead of spinning, since several sessions share the cores. */
function loadOptions({ device, dtype, parts, threads }: ModelSpec): LoadOptions {
  return {
    device,
    dtype: parts ?? dtype,
    local_files_only: true,
    session_options: {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
    },
  };
}
