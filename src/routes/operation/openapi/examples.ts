/** A JSON Schema, as far as examples are made of one. */
export type Schema = { [keyword: string]: unknown };
type Schemas = Record<string, Schema>;

const REFERENCE = '#/components/schemas/';
const FORMATS: Record<string, string> = {
  'date-time': '2026-11-22T12:00:00.000Z',
  uri: 'https://jeton.example.com',
  email: 'ada@example.com',
};

/** Gives each schema that is a whole body an example, made of those of its parts where it has none of its own. */
export function addExamples(schemas: Schemas): void {
  for (const schema of Object.values(schemas)) {
    if (schema.example === undefined && schema.type === 'object') schema.example = exampleOf(schema, schemas);
  }
}

/**
 * What a value of a schema looks like: its own example, or one made of its parts. What may be null is null, and what
 * may be left out is left out, unless it says otherwise: the case that is met most.
 */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if ('example' in schema) return schema.example;
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (typeof schema.$ref === 'string') return ofReference(schema.$ref, schemas);
  const [first] = listOf(schema.allOf ?? schema.oneOf ?? schema.anyOf);
  if (first !== undefined) return exampleOf(first, schemas);
  if (Array.isArray(schema.type)) return null;
  return ofType(schema, schemas);
}

function ofReference(reference: string, schemas: Schemas): unknown {
  const schema = schemas[reference.slice(REFERENCE.length)];
  return schema === undefined ? null : exampleOf(schema, schemas);
}

function ofType(schema: Schema, schemas: Schemas): unknown {
  switch (schema.type) {
    case 'object':
      return ofProperties(schema, schemas);
    case 'array':
      return typeof schema.items === 'object' ? [exampleOf(schema.items as Schema, schemas)] : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'string':
      return FORMATS[String(schema.format)] ?? 'string';
    default:
      return null;
  }
}

function ofProperties({ properties, required }: Schema, schemas: Schemas): Schema {
  const made: Schema = {};
  for (const [name, property] of Object.entries((properties ?? {}) as Schemas)) {
    const shown = listOfNames(required).includes(name) || 'example' in property;
    if (shown) made[name] = exampleOf(property, schemas);
  }
  return made;
}

function listOf(value: unknown): Schema[] {
  return Array.isArray(value) ? value : [];
}

function listOfNames(value: unknown): string[] {
  return Array.isArray(value) ? value : [];
}
