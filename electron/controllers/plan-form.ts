// The form that a plan is asked for in, as JSON Schema within what strict structured outputs take: no key
// is optional, so that arguments are a list of names and values; and the way back from it to the list that
// the plan compiler reads while it streams.

import { TASK_TYPES, taskEntry } from '../../shared/tasks.ts';
import { createBrackets } from './brackets.ts';
import type { AnswerForm } from './chat.ts';

export function strictObject(properties: Readonly<Record<string, unknown>>): object {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

const SLOT_NAMES = [...new Set(TASK_TYPES.flatMap((type) => Object.keys(taskEntry(type).inputs)))];

const ARGUMENT = strictObject({
  name: { type: 'string', enum: SLOT_NAMES },
  value: { type: 'string' },
});

const TASK = strictObject({
  task: { type: 'string', enum: TASK_TYPES },
  id: { type: 'integer' },
  dep: { type: 'array', items: { type: 'integer' } },
  args: { type: 'array', items: ARGUMENT },
});

export const PLAN_FORM: AnswerForm = {
  name: 'plan',
  schema: { ...strictObject({ tasks: { type: 'array', items: TASK } }) },
};

/** The start of the list: bare or in its object, in a code fence or not. */
const OPENING = /^\s*(?:```\w*\s*)?(?:\{\s*"tasks"\s*:\s*)?\[/;
/** Characters in which the list must start; else what was written is not in this form. */
const MOST_OPENING = 64;
/** What closes the object and the fence. */
const CLOSING = /^\s*\}?\s*(?:```)?\s*$/;

/**
 * The list alone, as it streams, where the text is the form; any other text as it is, since the plan
 * compiler finds plans in prose too. Nothing inside the list is changed.
 */
export async function* listOf(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  const end = createEndOfList();
  let held = '';
  let state: 'opening' | 'list' | 'closing' | 'other' = 'opening';
  for await (const piece of pieces) {
    let text = piece;
    if (state === 'opening') {
      held += text;
      const opening = OPENING.exec(held)?.[0];
      if (opening === undefined && held.length <= MOST_OPENING) {
        continue;
      }
      state = opening === undefined ? 'other' : 'list';
      text = opening === undefined ? held : held.slice(opening.length - 1);
      held = '';
    }
    if (state === 'list') {
      const at = end(text);
      if (at !== undefined) {
        state = 'closing';
        held = text.slice(at);
        text = text.slice(0, at);
      }
    } else if (state === 'closing') {
      held += text;
      continue;
    }
    yield text;
  }
  if (held !== '' && !(state === 'closing' && CLOSING.test(held))) {
    yield held;
  }
}

/** @returns where in the piece the list ends, if it does */
function createEndOfList(): (piece: string) => number | undefined {
  const brackets = createBrackets();
  return (piece) => {
    for (let at = 0; at < piece.length; at += 1) {
      const before = brackets.depth;
      if (brackets.read(piece.charAt(at)) === 0 && before === 1) {
        return at + 1;
      }
    }
    return undefined;
  };
}
