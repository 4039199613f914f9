import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  routesOf,
  type Document,
  type MediaType,
  type Method,
  type Operation,
  type ResponseObject,
} from '../../src/common/http/openapi-types.js';

export type { Document, Method, Operation } from '../../src/common/http/openapi-types.js';
export { routesOf } from '../../src/common/http/openapi-types.js';

/** What came back, as far as the contract speaks of it. */
export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

/** Checks answers against the OpenAPI document. Stricter than the document: a field that it does not name is a breach too. */
export class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, allowUnionTypes: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(readonly document: Document) {
    addFormats(this.ajv);
    const closed = structuredClone(document);
    for (const [name, schema] of Object.entries(closed.components.schemas)) {
      if (schema.type === 'object' && name !== 'Problem') schema.additionalProperties ??= false;
    }
    this.ajv.addSchema(closed, 'api');
  }

  /** What is wrong with the answer, in words; null when it is as documented. */
  breach(path: string, method: Method, answer: Answered): string | null {
    const response = this.responseOf(path, method, answer.status);
    if (!response) return `${answer.status} is not documented`;
    if (!response.at.content) return answer.body === '' ? null : 'a body where none is documented';
    const type = answer.contentType?.split(';')[0]?.trim() ?? '';
    if (!response.at.content[type]) return `${type || 'no media type'} is not documented for ${answer.status}`;
    if (!type.endsWith('json')) return null;
    return this.mismatch(`${response.pointer}/content/${escape(type)}/schema`, parsed(answer.body));
  }

  /** Compares a value with the schema at a JSON pointer into the document. */
  mismatch(pointer: string, value: unknown): string | null {
    let validate = this.compiled.get(pointer);
    if (!validate) {
      validate = this.ajv.compile({ $ref: `api#${pointer}` });
      this.compiled.set(pointer, validate);
    }
    if (validate(value)) return null;
    return this.ajv.errorsText(validate.errors, { dataVar: 'body' });
  }

  private responseOf(path: string, method: Method, status: number): { pointer: string; at: ResponseObject } | null {
    const own = this.document.paths[path]?.[method]?.responses[String(status)];
    if (!own) return null;
    const shared = own.$ref?.split('/').at(-1);
    if (shared === undefined) return { pointer: `/paths/${escape(path)}/${method}/responses/${status}`, at: own };
    const at = this.document.components.responses[shared];
    return at ? { pointer: `/components/responses/${shared}`, at } : null;
  }
}

/** A part of a JSON pointer in a URI fragment. */
export const escape = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The body an operation takes, and the one it answers when all goes well. */
export function bodiesOf(operation: Operation): { readonly request: MediaType[]; readonly success: MediaType[] } {
  const good = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  return {
    request: Object.values(operation.requestBody?.content ?? {}),
    success: good.flatMap(([, response]) => Object.values(response.content ?? {})),
  };
}

/** `POST /v1/things`, as test names and messages say it. */
export const routeNames = (document: Document): string[] =>
  routesOf(document).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
