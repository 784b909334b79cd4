// A language model of this machine as it talks: messages in, text out, held to a form where one is asked
// for. Runs in the runner's process beside the task types, and shares their models.

import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import type { ChatEnd, ChatOrder, HeldTo, RunnerOutput } from '../../runner/chat-order.ts';
import { createForms, type FormMatcher, FormRefused, type Forms } from '../../runner/grammar.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertContext } from '../expert.ts';
import { chatPrompt } from './chat-prompt.ts';
import { type Encoded, write } from './generation.ts';
import { FormCriteria, HeldForm } from './held-form.ts';
import { soundSchema } from './sound-schema.ts';
import { causalModel, contextLength, type TextModel } from './text-models.ts';
import { readTokenBytes, type TokenBytes, toLetters } from './token-bytes.ts';

export interface ChatWork extends Pick<ExpertContext, 'signal' | 'progress'> {
  readonly order: ChatOrder;
  /** What a person calls the model. */
  readonly name: string;
  readonly load: <Loaded>(loader: Loader<Loaded>) => Promise<Loaded>;
}

interface Talk extends Omit<ChatWork, 'load'> {
  readonly model: TextModel;
  readonly input: Encoded;
  /** Tokens of the input, and how many may follow it. */
  readonly promptTokens: number;
  readonly room: number;
  /** The template has opened a thought and leaves it to the model to end it. */
  readonly isThinking: boolean;
}

/** Where the question sets no limit: more than a long plan or answer takes. */
const MOST_NEW_TOKENS = 2048;
const OPEN_THOUGHT = /<think>\s*$/u;

/**
 * @throws AppError MODEL_UNUSABLE, CONTROLLER_CONTEXT_FULL where the messages leave no room for an answer,
 * CONTROLLER_REFUSED where the form can't be held
 */
export async function chat({ load, ...work }: ChatWork): Promise<RunnerOutput> {
  const { order, name } = work;
  const model = await load(causalModel);
  const prompt = chatPrompt(model, order.messages, name);
  const isOpen = OPEN_THOUGHT.test(prompt);
  const { form } = order;
  const isHeld = form !== undefined;
  // A form leaves no place for a thought.
  const text = isOpen && isHeld ? `${prompt}\n</think>\n\n` : prompt;
  const input: Encoded = model.tokenizer(text, { add_special_tokens: false });
  const promptTokens = input.input_ids.dims.at(-1) ?? 0;
  const room = roomFor(work, promptTokens, contextLength(model));
  const talk = { ...work, model, input, promptTokens, room, isThinking: isOpen && !isHeld };
  return form === undefined ? speak(talk) : fillForm(talk, form);
}

function roomFor({ order, name }: Pick<Talk, 'order' | 'name'>, prompt: number, context: number) {
  if (prompt >= context) {
    throw contextFull(name, detail('text-too-long', { tokens: prompt, most: context }));
  }
  return Math.min(order.maxTokens ?? MOST_NEW_TOKENS, context - prompt);
}

function contextFull(controller: string, why: ErrorDetail): AppError {
  return AppError.of('CONTROLLER_CONTEXT_FULL', { controller, why });
}

async function speak(talk: Talk): Promise<RunnerOutput> {
  const { model, input, signal, progress, room, isThinking } = talk;
  const { text, tokens, isCut } = await write({
    ...{ model, input, signal },
    maxNewTokens: room,
    written: (soFar) => progress({ text: spoken(withoutBegunTag(soFar), isThinking) }),
  });
  return { text: spoken(text, isThinking), chat: endOf(talk, tokens, isCut) };
}

/** Never takes back what it gave for a shorter text, so that the text can be shown as it comes. */
function spoken(text: string, isThinking: boolean): string {
  return `${isThinking ? '<think>' : ''}${text}`
    .replace(/<think>[\s\S]*?(?:<\/think>|$)/gu, '')
    .trim();
}

/** What may become the mark of a thought waits for its next token. */
function withoutBegunTag(text: string): string {
  return text.replace(/<(?:t(?:h(?:i(?:nk?)?)?)?)?$/u, '');
}

async function fillForm(talk: Talk, heldTo: HeldTo) {
  const { model, name, input, signal, progress, room } = talk;
  const { tokens, forms } = await vocabularyOf(model, name);
  const matcher = await startForm(forms, heldTo, name);
  try {
    const form = await HeldForm.begin({
      ...{ matcher, tokens, budget: room },
      written: (text) => signal.aborted || progress({ text }),
    });
    checkBudget(talk, form);
    const written = await write({
      ...{ model, input, signal },
      maxNewTokens: room,
      processors: [form],
      stops: [new FormCriteria(form)],
    });
    return { text: form.text, chat: endOf(talk, written.tokens, form.isForced) };
  } finally {
    matcher.dispose();
  }
}

async function startForm(forms: Forms, heldTo: HeldTo, controller: string): Promise<FormMatcher> {
  try {
    return await forms.start('schema' in heldTo ? { schema: soundSchema(heldTo.schema) } : heldTo);
  } catch (thrown) {
    if (thrown instanceof FormRefused) {
      const why = detail('form-refused', { error: thrown.message });
      throw AppError.of('CONTROLLER_REFUSED', { controller, why }, thrown);
    }
    throw thrown;
  }
}

function checkBudget(
  { name, order, room }: Talk,
  form: HeldForm | undefined,
): asserts form is HeldForm {
  if (form === undefined) {
    const why = detail('vocabulary-lacks');
    throw AppError.of('MODEL_UNUSABLE', { model: name, why });
  }
  if (form.shortest > room) {
    const why = detail('answer-needs-tokens', { needed: form.shortest, room });
    throw room === order.maxTokens
      ? AppError.of('CONTROLLER_REFUSED', {
          controller: name,
          why,
        })
      : contextFull(name, why);
  }
}

function endOf({ promptTokens }: Talk, completionTokens: number, isCut: boolean): ChatEnd {
  return { promptTokens, completionTokens, isCut };
}

interface Vocabulary {
  readonly tokens: TokenBytes;
  readonly forms: Forms;
}

/** As long as the model is loaded. */
const vocabularies = new WeakMap<TextModel, Vocabulary>();

async function vocabularyOf(model: TextModel, name: string): Promise<Vocabulary> {
  const known = vocabularies.get(model);
  if (known !== undefined) {
    return known;
  }
  const tokens = await readTokenBytes(model.folder, name);
  const made = { tokens, forms: createForms(toLetters(tokens)) };
  vocabularies.set(model, made);
  return made;
}
