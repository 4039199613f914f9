import {
  isObject,
  referredComponent,
  type Document,
  type MediaType,
  type Operation,
  type Schema,
} from './openapi-types.js';

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f',
  'date-time': '2026-11-20T09:30:00.000Z',
};

type Schemas = Document['components']['schemas'];

/** Bodies get an example, put together from the examples of their properties. */
export function addExamples(operation: Operation, schemas: Schemas): void {
  const bodies = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  for (const [, response] of bodies)
    Object.values(response.content ?? {}).forEach((media) => addExample(media, schemas));
  Object.values(operation.requestBody?.content ?? {}).forEach((media) => addExample(media, schemas));
}

function addExample(media: MediaType, schemas: Schemas): void {
  if (!media.schema || media.example !== undefined || media.examples) return;
  const example = exampleOf(media.schema, schemas);
  if (example !== undefined) media.example = example;
}

/** undefined when nobody said what a value looks like: an invented one would teach nothing. */
function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if ('example' in schema) return schema.example;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const name = referredComponent(schema);
  if (name !== null) return exampleOf(schemas[name] ?? {}, schemas);
  for (const alternatives of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(alternatives)) return exampleOf(alternatives[0] as Schema, schemas);
  }
  if ('default' in schema) return schema.default;
  if (schema.type === 'array') return exampleOfList(schema, schemas);
  if (isObject(schema.properties)) return exampleOfObject(schema, schemas);
  return typeof schema.format === 'string' ? BY_FORMAT[schema.format] : undefined;
}

function exampleOfList(schema: Schema, schemas: Schemas): unknown {
  const item = exampleOf((schema.items ?? {}) as Schema, schemas);
  return item === undefined ? undefined : [item];
}

function exampleOfObject(schema: Schema, schemas: Schemas): unknown {
  const members = Object.entries(schema.properties as Record<string, Schema>)
    .map(([name, property]) => [name, exampleOf(property, schemas)] as const)
    .filter(([, example]) => example !== undefined);
  return Object.fromEntries(members);
}
