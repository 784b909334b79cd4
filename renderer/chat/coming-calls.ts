// The calls of language models that a plan under review still takes, and about what they will cost.

import type { ControllersOverview } from '../../shared/controller-listing.ts';
import { type ControllerChoice, parseChoice } from '../../shared/controllers.ts';
import type { RunState } from '../../shared/events.ts';

export interface ComingCalls {
  readonly count: number;
  /** US dollars; undefined where the price of a call is not known. */
  readonly cost: number | undefined;
}

/** What a call usually takes beside the texts of its task: its prompt, and an answer of some paragraphs. */
const PROMPT_TOKENS = 600;
const ANSWER_TOKENS = 500;
const CHARACTERS_PER_TOKEN = 4;

export function comingCalls(
  { tasks, controller }: Pick<RunState, 'tasks' | 'controller'>,
  { choices, connections }: ControllersOverview,
): ComingCalls {
  const price = (choice: ControllerChoice, characters: number): number | undefined => {
    const parsed = parseChoice(choice);
    if (parsed.kind !== 'connection') {
      return 0;
    }
    const found = connections.find(({ id }) => id === parsed.connection)?.connection.price;
    const input = PROMPT_TOKENS + characters / CHARACTERS_PER_TOKEN;
    return found && (input * found.input + ANSWER_TOKENS * found.output) / 1_000_000;
  };
  const performed = tasks.flatMap(({ assignment, task }) => {
    const texts = Object.values(task.arguments).map((one) =>
      one.from === 'literal' ? one.value : '',
    );
    return assignment?.model.host === 'controller'
      ? [price(choices.perform ?? choices.default, texts.join('').length)]
      : [];
  });
  const answers = choices.answer ?? choices.default;
  const isAnswered = controller !== 'rules' && answers !== 'rules';
  const prices = isAnswered ? [...performed, price(answers, 0)] : performed;
  return {
    count: prices.length,
    cost: prices.reduce<number | undefined>(
      (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
      0,
    ),
  };
}
