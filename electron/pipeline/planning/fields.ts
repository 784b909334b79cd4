// The names that controllers give to the parts of a task: "deps" for "dep", "arguments" for "args".
// Reading the values belongs to shape.ts.

/** An object of unknown content. Its keys may be hostile: look them up as own keys only. */
export type Fields = Readonly<Record<string, unknown>>;

const FIELDS = {
  name: ['task', 'type', 'tasktype', 'name', 'taskname', 'tool', 'toolname'],
  id: ['id', 'taskid', 'index', 'step', 'stepid', 'task'],
  dep: ['dep', 'deps', 'dependencies', 'dependency', 'dependson', 'depends'],
  args: ['args', 'arguments', 'argument', 'inputs', 'input', 'parameters', 'params'],
  tasks: ['tasknodes', 'tasks', 'plan', 'nodes', 'steps'],
  links: ['tasklinks', 'links', 'edges'],
  source: ['source', 'from'],
  target: ['target', 'to'],
} as const;
export type FieldName = keyof typeof FIELDS;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key without its case, spaces, underscores and hyphens. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '');
}

export function isFieldName(key: string, field: FieldName): boolean {
  return FIELDS[field].some((name) => name === plainKey(key));
}

/** The value of a field under the first of its names that is there, or undefined. */
export function readField(from: Fields, field: FieldName): unknown {
  return readAll(from, field)[0];
}

/** Every string that may be the name of the task type, the likeliest first. */
export function namesOf(task: Fields): readonly string[] {
  return readAll(task, 'name').filter((value): value is string => typeof value === 'string');
}

/** Every value that may be the id: a field named "task" counts where it holds a number. */
export function idsOf(task: Fields): readonly unknown[] {
  const named = typeof readField(task, 'name') === 'string' ? readField(task, 'name') : undefined;
  return readAll(task, 'id').filter((value) => value !== named);
}

function readAll(from: Fields, field: FieldName): readonly unknown[] {
  const entries = Object.entries(from).map(([key, value]) => [plainKey(key), value] as const);
  return FIELDS[field].flatMap((name) => entries.filter(([key]) => key === name).map(([, v]) => v));
}

const ALL_NAMES: ReadonlySet<string> = new Set(Object.values(FIELDS).flat());

/** The entries that are no known part of a task. */
export function otherEntries(from: Fields): readonly (readonly [string, unknown])[] {
  return Object.entries(from).filter(([key]) => !ALL_NAMES.has(plainKey(key)));
}
