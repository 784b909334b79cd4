// What the tests of the Hub's search share: models as the Hub lists them, and a search over an empty folder.

import { createHubSearch, type HubSearchOptions } from '../../../electron/library/hub-search.ts';
import { createFetch } from '../../../electron/network/fetch.ts';
import { hubAnswers } from '../../../electron/store/hub-answers.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import type { FakeFile, FakeHub, FakeModel } from '../../fakes/hub.ts';
import type { FakeFacts } from '../../fakes/hub-api.ts';

export const file = (path: string, content = 'x'): FakeFile => ({
  path,
  content: Buffer.from(content),
  isLarge: false,
});

/** Made for Transformers.js, with the files that it loads. */
export function onnxModel(
  id: string,
  facts: FakeFacts,
  files: readonly FakeFile[] = [],
): FakeModel {
  const tags = ['transformers.js', 'onnx', ...(facts.tags ?? [])];
  const weights = [file('config.json', '{}'), file('onnx/model_quantized.onnx', 'quantized')];
  return {
    ...{ id, commit: 'b'.repeat(40), facts: { ...facts, tags } },
    files: [...weights, ...files],
  };
}

export function hostedModel(id: string, facts: FakeFacts): FakeModel {
  return { id, commit: 'c'.repeat(40), files: [file('model.safetensors')], facts };
}

export const DAY_MS = 24 * 60 * 60_000;
export const TODAY = Date.UTC(2026, 10, 21);
export const NEVER = new AbortController().signal;

interface Searching extends Partial<HubSearchOptions> {
  readonly home?: string;
}

/** Waits between attempts are cut short. */
export function searchOn(hub: Pick<FakeHub, 'endpoint'>, { home, ...options }: Searching = {}) {
  return createHubSearch({
    environment: { HF_ENDPOINT: hub.endpoint, HF_HOME: temporaryFolder() },
    fetch: createFetch({ environment: {} }),
    kept: hubAnswers(home ?? temporaryFolder()),
    clock: () => TODAY,
    refusal: () => undefined,
    wait: async () => undefined,
    ...options,
  });
}
