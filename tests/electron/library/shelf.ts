// What the tests of the library share: a small model on a fake Hub, and a library over an empty cache.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createLibrary } from '../../../electron/library/library.ts';
import type { Library, LibraryOptions } from '../../../electron/library/library-types.ts';
import { createFetch } from '../../../electron/network/fetch.ts';
import { type FakeFile, type FakeModel, type Seen, startHub } from '../../fakes/hub.ts';

export const COMMIT = 'a'.repeat(40);
export const MODEL = 'acme/shapes';

const json = (path: string, value: unknown): FakeFile => ({
  path,
  content: Buffer.from(JSON.stringify(value)),
  isLarge: false,
});

export const WEIGHTS: FakeFile = {
  path: 'onnx/model_quantized.onnx',
  content: randomBytes(600_000),
  isLarge: true,
};

export function shapesModel(change: Partial<FakeModel> = {}): FakeModel {
  return {
    id: MODEL,
    commit: COMMIT,
    files: [
      json('config.json', { model_type: 'detr', architectures: ['DetrForObjectDetection'] }),
      json('tokenizer_config.json', {}),
      json('model.safetensors.index.json', {}),
      { path: 'pytorch_model.bin', content: randomBytes(50_000), isLarge: true },
      {
        path: 'README.md',
        content: Buffer.from('---\nlicense: mit\nlanguage:\n- en\n- de\n---\n# Shapes\n'),
        isLarge: false,
      },
      { path: 'onnx/model.onnx', content: randomBytes(900_000), isLarge: true },
      WEIGHTS,
    ],
    ...change,
  };
}

export interface Shelf {
  readonly endpoint: string;
  readonly home: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly options?: Partial<LibraryOptions>;
}

/** Waits between retries are cut short; what was asked for is passed to `onWait`. */
export function libraryOn({ endpoint, home, environment = {}, options }: Shelf): Library {
  const env = { HF_HOME: home, HF_ENDPOINT: endpoint, ...environment };
  return createLibrary({
    environment: env,
    fetch: createFetch({ environment: {} }),
    catalogue: [],
    wait: async () => undefined,
    ...options,
  });
}

export const cacheOf = (home: string) => join(home, 'hub', 'models--acme--shapes');

/** A Hub whose storage stops in the middle of every file until it is told to go on. */
export async function haltingHub(ids: readonly string[]) {
  let isHalted = true;
  const fault = ({ host, method }: Seen) =>
    isHalted && host === 'storage' && method === 'GET'
      ? ({ kind: 'stall', after: 100_000 } as const)
      : undefined;
  const hub = await startHub({ models: ids.map((id) => shapesModel({ id })), fault });
  return { ...hub, goOn: () => (isHalted = false) };
}
