// An answer in a form: a question of a task that needs more than a text. A model may ignore the form, so that
// what comes back is parsed, and refused where it is something else.

import { z } from 'zod';
import { AppError, detail } from '../../../shared/errors.ts';
import { jsonOrNothing } from '../../../shared/json-or-nothing.ts';
import { type Asked, askModel, type ModelQuestion } from './ask-model.ts';

/** @throws AppError EXPERT_FAILED where what comes back has not the form, or what {@link askModel} throws */
export async function askInForm<Shape extends z.ZodType>(
  asked: Asked,
  name: string,
  { shape, question }: { readonly shape: Shape; readonly question: Omit<ModelQuestion, 'form'> },
): Promise<z.infer<Shape>> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  const instruction = `${question.instruction} Answer as JSON of this schema: ${JSON.stringify(schema)}`;
  const { text, isCut } = await askModel(asked, {
    ...question,
    instruction,
    form: { name, schema },
  });
  const parsed = shape.safeParse(jsonIn(text));
  if (!parsed.success) {
    const why = isCut ? detail('answer-stopped-at-limit') : detail('answer-not-in-form');
    throw AppError.of('EXPERT_FAILED', { model: asked.model.name, task: asked.task, why });
  }
  return parsed.data;
}

/** The object in a text, with or without words and fences around it. */
function jsonIn(text: string): unknown {
  return jsonOrNothing(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}

/** The value of a string field in JSON that is still being written. */
export function fieldSoFar(json: string, field: string): string {
  const at = json.indexOf(`"${field}"`);
  const written = /^\s*:\s*"((?:[^"\\]|\\.)*)/su.exec(json.slice(at + field.length + 2))?.[1];
  if (at < 0 || written === undefined) {
    return '';
  }
  // Half an escape is no JSON; the next piece brings the rest.
  return z
    .string()
    .catch('')
    .parse(jsonOrNothing(`"${written}"`));
}
