// A conversation as one text, through the chat template of a model. Templates differ in what they take:
// some know no system role, many want user and assistant in turns. What is said can't pass for the
// template's own marks.

import { AppError, detail } from '../../../shared/errors.ts';
import type { ChatTurn } from '../../runner/chat-order.ts';
import { shortWords } from '../../runner/failures.ts';
import type { TextModel } from './text-models.ts';

/**
 * Templates that know `enable_thinking` are asked for the answer alone: small models think at length.
 * @param name what a person calls the model
 * @throws AppError MODEL_UNUSABLE where the model has no chat template, or its template takes no such turns
 */
export function chatPrompt(
  { tokenizer }: TextModel,
  messages: readonly ChatTurn[],
  name: string,
): string {
  if (tokenizer.chat_template === null) {
    const why = detail('no-chat-template');
    throw AppError.of('MODEL_UNUSABLE', { model: name, why });
  }
  const options = { tokenize: false, add_generation_prompt: true, enable_thinking: false } as const;
  const render = (turns: readonly ChatTurn[]) =>
    tokenizer.apply_chat_template(
      turns.map(({ role, text }) => ({ role, content: text })),
      options,
    );
  const turns = joined(messages).map(({ role, text }) => ({
    role,
    text: withoutMarks(text, tokenizer.all_special_tokens),
  }));
  const system = turns.find(({ role }) => role === 'system')?.text.trim() ?? '';
  try {
    const prompt = render(turns);
    if (prompt.includes(system)) {
      return prompt;
    }
  } catch (thrown) {
    if (system === '') {
      throw refused(name, thrown);
    }
  }
  try {
    return render(withoutSystem(turns));
  } catch (thrown) {
    throw refused(name, thrown);
  }
}

/** "<|im_end|>" in a file's text would end its turn and begin one of the system's. */
function withoutMarks(text: string, marks: readonly string[]): string {
  const long = marks.filter((mark) => mark.length > 1);
  return long.reduce(
    (so, mark) => so.replaceAll(mark, `${mark.slice(0, 1)} ${mark.slice(1)}`),
    text,
  );
}

function refused(model: string, thrown: unknown): AppError {
  const why = detail('chat-template-refuses', { error: shortWords(thrown) });
  return AppError.of('MODEL_UNUSABLE', { model, why }, thrown);
}

/** Turns of one role that follow each other as one. */
function joined(messages: readonly ChatTurn[]): readonly ChatTurn[] {
  const turns: ChatTurn[] = [];
  for (const { role, text } of messages) {
    const last = turns.at(-1);
    if (last?.role === role) {
      turns[turns.length - 1] = { role, text: `${last.text}\n\n${text}` };
    } else {
      turns.push({ role, text });
    }
  }
  return turns;
}

/** What the system says goes before what the person says first. */
function withoutSystem(turns: readonly ChatTurn[]): readonly ChatTurn[] {
  const said = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  const first: ChatTurn = { role: 'user', text: said.join('\n\n') };
  return joined([first, ...turns.filter(({ role }) => role !== 'system')]);
}
