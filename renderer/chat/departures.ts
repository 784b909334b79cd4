// What of a plan would leave this machine, by what is known before it runs.

import type { ControllersOverview } from '../../shared/controller-listing.ts';
import { type ControllerChoice, parseChoice } from '../../shared/controllers.ts';
import type { RunState } from '../../shared/events.ts';
import type { TaskState } from '../../shared/task-states.ts';

export type Departure =
  | { readonly to: 'hub' | 'model'; readonly state: TaskState; readonly model: string }
  /** Results go to the language model that writes the answer. */
  | { readonly to: 'answer'; readonly model: string };

/** In the order of the tasks, the answer last. */
export function departuresOf(
  { tasks, controller }: Pick<RunState, 'tasks' | 'controller'>,
  { choices, connections }: ControllersOverview,
): readonly Departure[] {
  const isAway = (choice: string): boolean => {
    const parsed = parseChoice(choice);
    // A connection that is not known any more may be anywhere.
    return (
      parsed.kind === 'connection' &&
      connections.find(({ id }) => id === parsed.connection)?.isHere !== true
    );
  };
  const performs = choices.perform ?? choices.default;
  const found = tasks.flatMap((state): readonly Departure[] => {
    const model = state.assignment?.model;
    if (model?.host === 'hub') {
      return [{ to: 'hub', state, model: model.name }];
    }
    const choice = choiceBehind(model?.id ?? '', performs);
    return model?.host === 'controller' && isAway(choice)
      ? [{ to: 'model', state, model: model.name }]
      : [];
  });
  // A plan of the built-in rules has an answer of theirs, too.
  const answers = choices.answer ?? choices.default;
  const isAnswered = controller !== 'rules' && isAway(answers);
  return isAnswered ? [...found, { to: 'answer', model: answers }] : found;
}

/** A controller that performs a task is a model under the name of its choice. */
function choiceBehind(id: string, otherwise: ControllerChoice): ControllerChoice {
  return id.includes(':') ? id : otherwise;
}
