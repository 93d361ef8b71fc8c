import { dereference, type Schema as JsonSchema, validate } from '@cfworker/json-schema';

/** A JSON Schema as the document holds it. */
export type Schema = { [keyword: string]: unknown };
/** Says what of a value does not fit, null where all does. */
export type Checker = (value: unknown) => string | null;

const COMPONENT = '#/components/schemas/';
const DEFINITION = '#/$defs/';

/** Checkers of a document's schemas, each made when first asked for. Nothing is compiled: workerd has no `eval`. */
export function schemaChecks(components: Schema): (schema: Schema) => Checker {
  const definitions = Object.fromEntries(Object.entries(components).map(([name, schema]) => [name, close(schema)]));
  const lookup = dereference({ $defs: definitions });
  for (const [name, schema] of Object.entries(definitions)) lookup[DEFINITION + name] = schema as JsonSchema;
  const made = new Map<Schema, Checker>();
  return (schema) => {
    const known = made.get(schema);
    if (known !== undefined) return known;
    const closed = close(schema) as JsonSchema;
    const checker: Checker = (value) => {
      const { valid, errors } = validate(value, closed, '2020-12', lookup);
      return valid ? null : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join('\n  ');
    };
    made.set(schema, checker);
    return checker;
  };
}

/**
 * The same schema, but objects hold the properties that it names and no others: a member that the document does not
 * name is a fault of one or the other. Where schemas are joined (`allOf`), each sees the properties of the rest.
 */
function close(schema: unknown, joined = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => close(one, joined));
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'example' || keyword === 'examples' || keyword === 'default') continue;
    if (keyword === '$ref') copy.$ref = String(value).replace(COMPONENT, DEFINITION);
    else if (keyword === 'properties') copy.properties = mapValues(value as Schema, (property) => close(property));
    else copy[keyword] = close(value, keyword === 'allOf');
  }
  if (!joined && 'properties' in copy && !('additionalProperties' in copy)) copy.additionalProperties = false;
  return copy;
}

function mapValues(record: Schema, change: (value: unknown) => unknown): Schema {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
