// Language models of this machine as the controllers know them. The model itself talks in the runner's
// process (electron/experts/onnx/chat.ts), on the device and in the format of its other tasks.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControllerTest } from '../../../shared/controller-listing.ts';
import { AppError } from '../../../shared/errors.ts';
import type { InstalledModel } from '../../../shared/library.ts';
import { contextTokensOf } from '../../experts/onnx/context-tokens.ts';
import { type LocalModels, nameOf } from '../../local-models.ts';
import type { ChatOrder, HeldTo, RunnerOutput } from '../../runner/chat-order.ts';
import type { AnswerForm, ChatModel, ChatPiece, ChatQuestion } from '../chat.ts';
import { tryController } from '../openai/try-controller.ts';
import { createPieces } from './pieces.ts';

export interface LocalChat {
  /** Ids of the models that talk; empty until the installed models were looked up. */
  readonly models: () => readonly string[];
  /** @throws AppError MODEL_NOT_INSTALLED */
  readonly chat: (model: string) => ChatModel;
  /** @throws AppError MODEL_NOT_INSTALLED */
  readonly test: (model: string, signal: AbortSignal) => Promise<ControllerTest>;
}

export interface LocalChatDeps {
  readonly models: Pick<LocalModels, 'talkers' | 'talk'>;
}

export function createLocalChat({ models }: LocalChatDeps): LocalChat {
  const chat = (model: string): ChatModel => {
    const installed = models.talkers().find(({ id }) => id === model);
    if (installed === undefined) {
      throw AppError.of('MODEL_NOT_INSTALLED', { model });
    }
    return toChatModel(installed, models);
  };
  return {
    models: () => [...new Set(models.talkers().map(({ id }) => id))],
    chat,
    test: async (model, signal) => testLocal(chat(model), signal),
  };
}

/** There is no address, key or quota to try. */
const TRIED: readonly string[] = ['model', 'context'];

async function testLocal(model: ChatModel, signal: AbortSignal): Promise<ControllerTest> {
  const { name: controller } = model;
  const tell = async () => undefined;
  const clock = () => performance.now();
  const tried = await tryController(
    { controller, model, tell, form: () => undefined, clock },
    signal,
  );
  const steps = tried.steps.map((step) =>
    TRIED.includes(step.step) ? step : { ...step, outcome: 'not-tried' as const },
  );
  return { ...tried, steps };
}

function toChatModel(installed: InstalledModel, models: LocalChatDeps['models']): ChatModel {
  return {
    id: `local:${installed.id}`,
    name: nameOf(installed.id),
    isHere: true,
    takesImages: false,
    isHeld: true,
    contextTokens: async (signal) => {
      signal.throwIfAborted();
      return readContextTokens(installed.folder);
    },
    ask: (question, signal) => ask({ installed, models, question, signal }),
  };
}

interface Asking {
  readonly installed: InstalledModel;
  readonly models: LocalChatDeps['models'];
  readonly question: ChatQuestion;
  readonly signal: AbortSignal;
}

async function* ask({ installed, models, question, signal }: Asking): AsyncGenerator<ChatPiece> {
  signal.throwIfAborted();
  const left = new AbortController();
  const stop = AbortSignal.any([signal, left.signal]);
  const pieces = createPieces();
  const talking = models.talk(installed, toOrder(question), {
    signal: stop,
    progress: ({ text }) => text !== undefined && pieces.add(text),
  });
  talking.then(({ text = '' }) => pieces.end(text), pieces.fail);
  try {
    for await (const text of pieces.all()) {
      yield { type: 'text', text };
    }
    yield toEnd(await talking);
  } finally {
    left.abort(); // who no longer listens lets it go on for nothing
  }
}

function toOrder({ messages, form, maxTokens }: ChatQuestion): ChatOrder {
  return {
    messages: messages.map(({ role, text }) => ({ role, text })),
    ...(form !== undefined && { form: heldTo(form) }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}

function heldTo({ schema, grammar }: AnswerForm): HeldTo {
  return grammar === undefined ? { schema } : { grammar };
}

function toEnd({ chat }: RunnerOutput): ChatPiece {
  if (chat === undefined) {
    throw new Error('The runner did not say what it counted.'); // it does for every chat
  }
  const { promptTokens, completionTokens, isCut } = chat;
  return { type: 'end', usage: { promptTokens, completionTokens, isEstimated: false }, isCut };
}

async function readContextTokens(folder: string): Promise<number | undefined> {
  const read = async (name: string): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const config = await read('config.json');
  const tokenizer = await read('tokenizer_config.json').catch(() => undefined); // not every model has it
  return contextTokensOf(config, tokenizer?.model_max_length);
}
