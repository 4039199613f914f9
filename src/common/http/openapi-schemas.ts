import { isObject, referredComponent, routesOf, type Document, type Schema } from './openapi-types.js';

/** Keywords whose value is data, in which nothing is a schema. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** @nestjs/swagger writes OpenAPI 3.0 schemas; 3.1 ones are JSON Schema 2020-12. Works on any part of a document. */
export function modernize(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(modernize);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, DATA.has(key) ? value : modernize(value)] as const);
  const { nullable, ...schema } = Object.fromEntries(entries);
  // A property may itself be called `nullable`; its value is a schema then.
  if (isObject(nullable)) return { ...schema, nullable };
  return nullable === true ? orNull(unwrap(schema)) : unwrap(schema);
}

/** `allOf` with one member is how 3.0 puts a description beside a reference; 3.1 needs no wrapper. */
function unwrap(schema: Schema): Schema {
  const { allOf, ...rest } = schema;
  if (!Array.isArray(allOf) || allOf.length !== 1 || 'properties' in schema) return schema;
  return { ...rest, ...(allOf[0] as Schema) };
}

function orNull(schema: Schema): Schema {
  const { type, enum: values, $ref: reference, ...rest } = schema;
  if (reference !== undefined) return { ...rest, anyOf: [{ $ref: reference }, { type: 'null' }] };
  if (typeof type !== 'string') return schema;
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
  };
}

/** In JSON Schema `example` is called `examples` and is a list. */
export function listExamples(schemas: Record<string, Schema>): void {
  for (const schema of Object.values(schemas)) {
    for (const property of Object.values((schema.properties ?? {}) as Record<string, Schema>)) {
      if (!('example' in property)) continue;
      property.examples = [property.example];
      delete property.example;
    }
  }
}

/** Unknown fields of a body are refused, so its schema says so; answers stay open for fields to come. */
export function closeRequestBodies(document: Document): void {
  const { schemas } = document.components;
  const seen = new Set<string>();
  const close = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(close);
    if (!isObject(node)) return;
    const name = referredComponent(node);
    const schema = name === null ? undefined : schemas[name];
    if (name !== null && schema && !seen.has(name)) {
      seen.add(name);
      if (schema.type === 'object') schema.additionalProperties ??= false;
      close(schema);
    }
    Object.entries(node).forEach(([key, value]) => DATA.has(key) || close(value));
  };
  for (const { operation } of routesOf(document)) close(operation.requestBody?.content);
}
