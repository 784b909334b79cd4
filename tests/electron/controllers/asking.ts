// What the tests of the language controller share: its files as shipped, and a context that remembers.

import { readFileSync } from 'node:fs';
import type { ChatModel } from '../../../electron/controllers/chat.ts';
import type {
  Controller,
  ControllerContext,
  PlanningInput,
} from '../../../electron/controllers/controller.ts';
import { createLanguageController } from '../../../electron/controllers/language-model.ts';
import type { PromptName } from '../../../shared/controller-listing.ts';
import type { ModelCall } from '../../../shared/controllers.ts';
import type { Note } from '../../../shared/notes.ts';

const ROOT = new URL('../../../', import.meta.url);

export function shippedPrompt(name: PromptName): string {
  const path = name === 'demonstrations' ? 'demos/planning.json' : `prompts/${name}.md`;
  return readFileSync(new URL(path, ROOT), 'utf8');
}

export interface Remembering extends ControllerContext {
  readonly calls: readonly ModelCall[];
  readonly notes: readonly Note[];
}

export function remembering(signal = new AbortController().signal): Remembering {
  const calls: ModelCall[] = [];
  const notes: Note[] = [];
  return {
    signal,
    asked: (call) => calls.push(call),
    noted: (note) => notes.push(note),
    calls,
    notes,
  };
}

/** A controller on one model, with a clock that goes 5 ms at each look. */
export function controllerOn(
  model: ChatModel,
  prompts: (name: PromptName) => string = shippedPrompt,
): Required<Controller> {
  let now = 0;
  const controller = createLanguageController({
    models: { plan: model, choose: model, answer: model },
    prompts,
    clock: () => (now += 5),
  });
  const { mend, choose, answer, converse, fingerprint } = controller;
  if (!mend || !choose || !answer || !converse || fingerprint === undefined) {
    throw new Error('a language model does every stage');
  }
  return { ...controller, mend, choose, answer, converse, fingerprint };
}

export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  return (await Array.fromAsync(pieces)).join('');
}

export function asking(request: string, more: Partial<PlanningInput> = {}): PlanningInput {
  return { request, attachments: [], earlier: [], history: [], ...more };
}
