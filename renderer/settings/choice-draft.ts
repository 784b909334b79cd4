// A choice of what conducts, as the two fields that a person fills: a source, and a model of it.

import {
  type ControllerChoice,
  ControllerChoiceSchema,
  parseChoice,
} from '../../shared/controllers.ts';

export interface ChoiceDraft {
  /** '' takes the choice for all stages; else `rules`, `local` or the id of a connection. */
  readonly source: string;
  readonly model: string;
}

export function draftOf(choice: ControllerChoice | undefined): ChoiceDraft {
  if (choice === undefined) {
    return { source: '', model: '' };
  }
  const parsed = parseChoice(choice);
  switch (parsed.kind) {
    case 'rules':
      return { source: 'rules', model: '' };
    case 'local':
      return { source: 'local', model: parsed.model };
    case 'connection':
      return { source: parsed.connection, model: parsed.model };
  }
}

/** Undefined where no model has been named yet, or where the choice for all stages is taken. */
export function choiceOf({ source, model }: ChoiceDraft): ControllerChoice | undefined {
  if (source === 'rules') {
    return source;
  }
  const written = ControllerChoiceSchema.safeParse(`${source}:${model.trim()}`);
  return source !== '' && model.trim() !== '' && written.success ? written.data : undefined;
}
