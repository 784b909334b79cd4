// The people of a picture on their way from a detector to openpose-control: in a slot that no plan has and
// that the engine fills in (electron/local-people.ts).

import { z } from 'zod';
import { detail } from '../../shared/errors.ts';
import { type Box, BoxSchema } from '../../shared/media.ts';
import type { ExpertInput, ExpertInputs } from './expert.ts';
import type { FoundObject } from './found-objects.ts';
import { invalid, textInput } from './inputs.ts';

const TASK = 'openpose-control';
const SLOT = 'people';
const PeopleSchema = z.array(BoxSchema).readonly();

/** Detectors call them so, in any case. */
export function isPerson(label: string): boolean {
  return label.toLowerCase() === 'person';
}

/** The inputs with the boxes of those that are people. */
export function withPeople(inputs: ExpertInputs, objects: readonly FoundObject[]): ExpertInputs {
  const boxes = objects.filter(({ label }) => isPerson(label)).map(({ box }) => box);
  const people: ExpertInput = { kind: 'text', text: JSON.stringify(boxes) };
  return { ...inputs, [SLOT]: people };
}

/** @throws AppError INPUT_INVALID where the slot is missing or holds no boxes */
export function peopleIn(inputs: ExpertInputs): readonly Box[] {
  try {
    return PeopleSchema.parse(JSON.parse(textInput(TASK, inputs, SLOT)));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw invalid(TASK, detail('slot-no-boxes', { slot: SLOT }));
    }
    throw error;
  }
}
