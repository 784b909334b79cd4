// A JSON Schema that the grammar's library holds soundly: what it reads of it is JSON, and what is a number
// there has an end. Who asked still has to read the answer by the schema as it was.

type Schema = Readonly<Record<string, unknown>>;

/** Fifteen digits, which a double holds exactly. */
const LARGEST = 999_999_999_999_999;
/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ONE = ['items', 'additionalProperties', 'additionalItems', 'contains'];
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const NAMED = ['properties', '$defs', 'definitions'];
/** Expressions, which the library takes for JSON as they are: "." would be a quote inside of a text too. */
const EXPRESSIONS = ['pattern', 'format', 'patternProperties', 'propertyNames'];

/**
 * Without bounds a model may write digits for ever, or a number that no program reads back as it was
 * written; what the schema bounds itself stays as it is.
 */
export function soundSchema(schema: Schema): Schema {
  const entries = Object.entries(schema)
    .filter(([keyword]) => !EXPRESSIONS.includes(keyword))
    .map(([keyword, value]) => [keyword, soundWithin(keyword, value)]);
  return { ...boundsOf(schema), ...Object.fromEntries(entries) };
}

function soundWithin(keyword: string, value: unknown): unknown {
  if (LISTS.includes(keyword) && Array.isArray(value)) {
    return value.map(soundIfSchema);
  }
  if (NAMED.includes(keyword) && isSchema(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, each]) => [name, soundIfSchema(each)]));
  }
  return ONE.includes(keyword) ? soundIfSchema(value) : value;
}

function soundIfSchema(value: unknown): unknown {
  return isSchema(value) ? soundSchema(value) : value;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only of a plain number, and only on the sides that are open. */
function boundsOf(schema: Schema): Schema {
  const isOpen = (...keywords: string[]) => keywords.every((keyword) => !(keyword in schema));
  if ((schema.type !== 'integer' && schema.type !== 'number') || !isOpen('enum', 'const')) {
    return {};
  }
  return {
    ...(isOpen('minimum', 'exclusiveMinimum') && { minimum: -LARGEST }),
    ...(isOpen('maximum', 'exclusiveMaximum') && { maximum: LARGEST }),
  };
}
