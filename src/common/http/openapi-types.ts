import type { AccessPolicy } from '../access/access.decorator.js';
import type { ErrorCode } from '../errors/catalogue.js';
import type { ERROR_CODES_EXTENSION } from './answers.decorator.js';
import type { ACCESS_EXTENSION, RATE_LIMITED_EXTENSION } from './openapi-extensions.js';

/** The parts of an OpenAPI 3.1 document that the builder works on. @nestjs/swagger types describe 3.0. */
export type Schema = Record<string, unknown>;

export interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

export interface ResponseObject {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, MediaType>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: Schema;
}

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string | undefined;
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, ResponseObject>;
  security?: Record<string, string[]>[];
  [ERROR_CODES_EXTENSION]?: readonly ErrorCode[];
  [RATE_LIMITED_EXTENSION]?: boolean;
  [ACCESS_EXTENSION]?: AccessPolicy;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;
export type Method = (typeof METHODS)[number];

export interface Document {
  paths: Record<string, Partial<Record<Method, Operation>>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, ResponseObject>;
    headers: Record<string, unknown>;
  };
}

export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly operation: Operation;
}

export function routesOf(document: Pick<Document, 'paths'>): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

const COMPONENT = '#/components/schemas/';

/** The component a schema refers to, or null. */
export function referredComponent(schema: Schema): string | null {
  const { $ref: reference } = schema;
  return typeof reference === 'string' && reference.startsWith(COMPONENT) ? reference.slice(COMPONENT.length) : null;
}

export const componentReference = (name: string): Schema => ({ $ref: `${COMPONENT}${name}` });

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
