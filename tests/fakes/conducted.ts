// A whole engine that is conducted by a language model over HTTP, whose words the test writes by stage.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type Engine, type EngineOptions } from '../../electron/engine.ts';
import type { Stage } from '../../shared/controllers.ts';
import type { WireTask } from '../../shared/plan.ts';
import type { ScriptedAnswer } from './chat-answers.ts';
import {
  type ChatServer,
  type ChatServerOptions,
  type RecordedRequest,
  startChatServer,
} from './chat-server.ts';
import { temporaryFolder } from './folders.ts';

export type AskedStage = Exclude<Stage, 'perform'> | 'mend' | 'converse' | 'perform';

/** What the model says at each stage; a stage that is left out must not be asked for. */
export type Words = Readonly<
  Partial<Record<AskedStage, ScriptedAnswer | ((request: RecordedRequest) => ScriptedAnswer)>>
>;

export interface Conducted {
  readonly engine: Engine;
  readonly server: ChatServer;
  /** The stages that were asked for, in order. */
  readonly stages: () => readonly AskedStage[];
  readonly close: () => Promise<void>;
}

export const KEY = 'sk-test-0123456789abcdefghijklmnop';

interface Conducting {
  readonly server?: Partial<ChatServerOptions>;
  readonly engine?: Omit<EngineOptions, 'controller' | 'choice'>;
  /** Added to settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function conducted(words: Words, options: Conducting = {}): Promise<Conducted> {
  const server = await startChatServer({
    key: KEY,
    answer: (request) => answerOf(words, request),
    ...options.server,
  });
  const home = options.engine?.home ?? temporaryFolder();
  const settings = {
    controllers: { default: 'test:test-model' },
    connections: { test: { baseUrl: server.url } },
    ...options.settings,
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const environment = { ...process.env, TEST_API_KEY: KEY, ...options.engine?.environment };
  const engine = createEngine({ ...options.engine, home, environment });
  return {
    ...{ engine, server },
    stages: () => server.asked().map(stageOf),
    close: async () => {
      await engine.close();
      await server.close();
    },
  };
}

function answerOf(words: Words, request: RecordedRequest): ScriptedAnswer {
  const stage = stageOf(request);
  const said = words[stage];
  if (said === undefined) {
    return { kind: 'error', status: 400, body: { error: { message: `no words for ${stage}` } } };
  }
  return typeof said === 'function' ? said(request) : said;
}

/** All that was sent, as text. */
export function sentTo({ body }: RecordedRequest): string {
  return JSON.stringify(body);
}

export function stageOf(request: RecordedRequest): AskedStage {
  const sent = sentTo(request);
  if (sent.includes('You plan for Ensemble')) {
    return sent.includes('You answered this before') ? 'mend' : 'plan';
  }
  if (sent.includes('You choose for Ensemble')) {
    return 'choose';
  }
  if (sent.includes('you have just run expert models')) {
    return 'answer';
  }
  return sent.includes('The person is talking with you') ? 'converse' : 'perform';
}

/** A plan in the form that language models are asked for. */
export function planWords(tasks: readonly WireTask[]): string {
  const form = tasks.map(({ args, ...task }) => ({
    ...task,
    args: Object.entries(args).map(([name, value]) => ({ name, value })),
  }));
  return JSON.stringify({ tasks: form });
}
