// Models of this machine that talk, in folders of their own, and the runner that they run in. Only the
// library is left out: it would look through everything that is installed.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createLocalChat, type LocalChat } from '../../electron/controllers/local/local-chat.ts';
import { createLocalModels } from '../../electron/local-models.ts';
import { createRunner, type Runner } from '../../electron/runner/pool.ts';
import type { InstalledModel } from '../../shared/library.ts';
import { temporaryFolder } from './folders.ts';
import { tinyModel } from './onnx.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ChatFolder {
  /** Folder of models/tiny/; the one with random weights where it is not said. */
  readonly from?: string;
  /** Changes of its files. */
  readonly config?: (config: Json) => Json;
  readonly tokenizer?: (tokenizer: Json) => Json;
  readonly tokenizerConfig?: (config: Json) => Json;
}

/** A copy of a tiny model that says of itself that it talks. */
export function chatFolder(changes: ChatFolder = {}): string {
  const folder = join(temporaryFolder(), 'random-chat');
  cpSync(tinyModel(changes.from ?? 'random-chat'), folder, { recursive: true });
  change(folder, 'config.json', (config) => ({
    ...config,
    architectures: ['LlamaForCausalLM'],
    ...changes.config?.(config),
  }));
  change(folder, 'tokenizer.json', changes.tokenizer ?? ((tokenizer) => tokenizer));
  change(folder, 'tokenizer_config.json', changes.tokenizerConfig ?? ((config) => config));
  return folder;
}

function change(folder: string, name: string, to: (before: Json) => Json): void {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(to(JSON.parse(readFileSync(path, 'utf8')))));
}

function installed(folder: string): InstalledModel {
  return {
    ...{ id: folder, revision: '1', folder, origin: 'folder', bytes: 500_000 },
    dtypes: [{ dtype: 'fp32', bytes: 427_000, parts: {} }],
    architectures: ['LlamaForCausalLM'],
    tasks: ['text-generation', 'conversational'],
    ...{ languages: [], missing: [], problems: [] },
  };
}

export interface ChatRig {
  readonly local: LocalChat;
  readonly runner: Runner;
  readonly close: () => Promise<void>;
}

/** To be closed by who made it. */
export async function openChat(...folders: readonly string[]): Promise<ChatRig> {
  const scratch = join(temporaryFolder(), 'scratch');
  const runner = createRunner({ scratch, processes: 1 });
  const models = createLocalModels({
    library: {
      catalogue: [],
      installed: async () => folders.map(installed),
      subscribe: () => () => {},
    },
    runner,
    device: () => 'cpu',
    findDevice: async () => 'cpu',
    wantedDtype: () => undefined,
    drawing: {},
    freeMemory: () => 1e9,
  });
  await models.ready();
  return { local: createLocalChat({ models }), runner, close: runner.close };
}

/** Closed with the test. */
export async function chatForTest(changes: ChatFolder = {}) {
  const folder = chatFolder(changes);
  const rig = await openChat(folder);
  onTestFinished(() => rig.close());
  return { ...rig, folder, name: basename(folder), model: rig.local.chat(folder) };
}
