// The bodies that hosted inference documents: the JSON schemas of @huggingface/tasks, made strict for what
// is sent, so that a wrong or unknown field is refused. Two tasks have no schema there; theirs are below.

import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const TASKS = new URL('../../src/tasks/', import.meta.resolve('@huggingface/tasks'));

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [name: string]: Json;
}
const JsonSchema: z.ZodType<Json> = z.json();
const ObjectSchema = z.record(z.string(), JsonSchema);

/** Notes for people, or of dialects that say nothing about the form. */
const NOTES = new Set(['$schema', '$id', 'comment', 'example', 'default', 'title', 'description']);

function readJson(path: string): JsonObject {
  return ObjectSchema.parse(JSON.parse(readFileSync(new URL(path, TASKS), 'utf8')));
}

/** References point into one document; objects that list their fields have no others where it is strict. */
function bare(value: Json, isStrict: boolean): Json {
  if (Array.isArray(value)) {
    return value.map((each) => bare(each, isStrict));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value)
    .filter(([name, each]) => !(NOTES.has(name) && typeof each !== 'object'))
    .map(([name, each]) => [name, name === '$ref' ? local(each) : bare(each, isStrict)]);
  const isClosed = isStrict && 'properties' in value && !('additionalProperties' in value);
  return { ...Object.fromEntries(entries), ...(isClosed && { additionalProperties: false }) };
}

function local(reference: Json): string {
  return String(reference).replace(/^.*#\/(?:definitions|\$defs)\//, '#/$defs/');
}

const kept = new Map<string, z.ZodType>();

function schemaOf(task: string, side: 'input' | 'output'): z.ZodType {
  const path = `${task}/spec/${side}.json`;
  const before = kept.get(path);
  if (before !== undefined) {
    return before;
  }
  const written = readJson(path);
  const common = ObjectSchema.parse(readJson('common-definitions.json').definitions);
  // Where a form is put together of parts, no part lists all fields; then only the outermost is closed.
  const isComposed = JSON.stringify(written).includes('"allOf"');
  const isStrict = side === 'input' && !isComposed;
  const closed = side === 'input' ? { additionalProperties: false } : {};
  const own = { ...ObjectSchema.parse(bare(written, isStrict)), ...closed };
  const defs = {
    ...ObjectSchema.parse(bare(common, isStrict)),
    ...ObjectSchema.parse(bare(written.$defs ?? {}, isStrict)),
  };
  // A JSON object is a JSON schema as far as the types know; what is none, zod refuses.
  const document = { ...own, $defs: defs } as z.core.JSONSchema.JSONSchema;
  const schema = z.fromJSONSchema(document);
  kept.set(path, schema);
  return schema;
}

const BINARY = z.object({ inputs: z.base64().min(1) }).strict();
const UNDESCRIBED: Readonly<Record<string, z.ZodType>> = {
  'audio-to-audio': BINARY,
  'tabular-classification': z
    .object({
      inputs: z.object({ data: z.record(z.string(), z.array(z.string())) }).strict(),
    })
    .strict(),
};

/** What is wrong with a body, or nothing. */
export function wrongInput(task: string, body: unknown): string | undefined {
  const schema =
    UNDESCRIBED[task] ?? schemaOf(task === 'conversational' ? 'chat-completion' : task, 'input');
  return issueOf(schema, body);
}

/** What is wrong with an answer that claims to be right. */
export function wrongOutput(task: string, body: unknown): string | undefined {
  return existsSync(new URL(`${task}/spec/output.json`, TASKS))
    ? issueOf(schemaOf(task, 'output'), body)
    : undefined;
}

/** The names of the parameters that a task takes, for formats that mix them with the inputs. */
export function parametersOf(task: string): readonly string[] {
  const defs = ObjectSchema.parse(readJson(`${task}/spec/input.json`).$defs ?? {});
  return Object.entries(defs)
    .filter(([name]) => name.endsWith('Parameters'))
    .flatMap(([, each]) => Object.keys(ObjectSchema.parse(ObjectSchema.parse(each).properties)));
}

function issueOf(schema: z.ZodType, body: unknown): string | undefined {
  const { error } = schema.safeParse(body);
  const issue = error?.issues[0];
  return issue === undefined ? undefined : `${issue.path.join('.') || 'body'}: ${issue.message}`;
}
