// A plan's form in which every text that fits it is a plan that holds: each task has the slots of its type
// and no others, ids count up, files are those that there are, and a reference leads to a task that makes
// what the slot takes. Plans of one task, and of two where the second may use what the first makes.

import { strictObject } from '../../electron/controllers/plan-form.ts';
import type { ResourceKind } from '../../shared/media.ts';
import type { KnownFile } from '../../shared/plan.ts';
import { TASK_TYPES, type TaskType, taskEntry } from '../../shared/tasks.ts';

type Schema = object;

interface Place {
  readonly id: number;
  readonly files: readonly KnownFile[];
  /** What the task before makes, where there is one. */
  readonly made?: ResourceKind;
}

export function typedPlanSchema(files: readonly KnownFile[]): Readonly<Record<string, unknown>> {
  const first = TASK_TYPES.flatMap((type) => taskSchemas(type, { id: 0, files }));
  const kinds = [...new Set(TASK_TYPES.flatMap((type) => taskEntry(type).outputs))];
  const pairs = kinds.map((made) => [
    { anyOf: makersOf(made).flatMap((type) => taskSchemas(type, { id: 0, files })) },
    { anyOf: TASK_TYPES.flatMap((type) => taskSchemas(type, { id: 1, files, made })) },
  ]);
  const lists = [[{ anyOf: first }], ...pairs]
    .filter((places) => places.every(({ anyOf }) => anyOf.length > 0))
    .map((prefixItems) => ({
      ...{ type: 'array', prefixItems, items: false },
      ...{ minItems: prefixItems.length, maxItems: prefixItems.length },
    }));
  return { ...strictObject({ tasks: { anyOf: lists } }) };
}

function makersOf(kind: ResourceKind): readonly TaskType[] {
  return TASK_TYPES.filter((type) => taskEntry(type).outputs.includes(kind));
}

/** Without arguments of its needed kinds there is no such task. */
function taskSchemas(task: TaskType, place: Place): readonly Schema[] {
  const needed = Object.entries(taskEntry(task).inputs).filter(([, { required }]) => required);
  const slots = needed.map(([name, { kinds }]) => [name, slotSchema(kinds, place)] as const);
  if (slots.some(([, schema]) => schema === undefined)) {
    return [];
  }
  const dep = {
    ...{ type: 'array', prefixItems: [{ const: place.id - 1 }], items: false },
    ...{ minItems: 1, maxItems: 1 },
  };
  const args = strictObject(Object.fromEntries(slots));
  return [strictObject({ task: { const: task }, id: { const: place.id }, dep, args })];
}

function slotSchema(kinds: readonly ResourceKind[], { files, made }: Place): Schema | undefined {
  const names = [
    ...files.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name),
    ...kinds.filter((kind) => kind === made).map(() => '<resource>-0'),
  ];
  if (kinds.includes('text') && names.length === 0) {
    return { type: 'string', minLength: 1 };
  }
  return names.length === 0 ? undefined : { type: 'string', enum: names };
}
