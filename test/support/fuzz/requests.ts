import fc from 'fast-check';
import { referredComponent, type Route, type Schema } from '../../../src/common/http/openapi-types.js';
import type { Document } from '../contract.js';
import { BYTES, junk, SEGMENTS, TEXTS } from './junk.js';

export const CALLERS = ['nobody', 'human', 'admin', 'service', 'bot', 'token', 'stranger', 'both'] as const;
export type CallerKind = (typeof CALLERS)[number];

/** A request before it is known who the callers are: ids and credentials are put in when it is sent. */
export interface Draft {
  readonly route: Route;
  readonly caller: CallerKind;
  readonly method: string;
  /** One for each path parameter: a segment as it goes over the wire, or the name of something that exists. */
  readonly segments: readonly Segment[];
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
  /** The right caller with the right body: this may succeed, all others must not. */
  readonly hopeful: boolean;
}

interface Body {
  readonly bytes: Buffer | null;
  readonly right: boolean;
}

export type Segment = { readonly wire: string } | { readonly known: number };

/** Any request to one of the routes; about a third of them are as the document wants them. */
export function drafts(routes: readonly Route[], document: Document): fc.Arbitrary<Draft> {
  return fc.oneof(...routes.map((route) => draftsOf(route, document)));
}

const OTHER_METHODS = ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'get'];

function draftsOf(route: Route, document: Document): fc.Arbitrary<Draft> {
  const parameters = parameterCount(route);
  const caller = fc.oneof(
    { weight: 4, arbitrary: fc.constant(rightCaller(route)) },
    { weight: 3, arbitrary: fc.constantFrom(...CALLERS) },
  );
  const method = fc.oneof(
    { weight: 40, arbitrary: fc.constant(route.method.toUpperCase()) },
    { weight: 1, arbitrary: fc.constantFrom(...OTHER_METHODS) },
  );
  return fc
    .record({
      route: fc.constant(route),
      caller,
      method,
      segments: fc.array(segment, { minLength: parameters, maxLength: parameters }),
      query: queryOf(route),
      headers: headersFor(route),
      body: bodyFor(route, document),
    })
    .map((draft) => ({
      ...draft,
      body: draft.body.bytes,
      hopeful: draft.body.right && draft.caller === rightCaller(route),
    }));
}

const parameterCount = ({ path }: Route): number => path.split('{').length - 1;

function rightCaller({ operation, path }: Route): CallerKind {
  if (operation.security?.length === 0) return 'nobody';
  if (path.includes('/admin/')) return 'admin';
  if (operation.security?.every((one) => 'api-token' in one)) return 'bot';
  return operation.security?.some((one) => 'service-key' in one) ? 'service' : 'human';
}

const segment: fc.Arbitrary<Segment> = fc.oneof(
  { weight: 5, arbitrary: fc.nat(50).map((known) => ({ known })) },
  { weight: 4, arbitrary: fc.constantFrom(...SEGMENTS).map((wire) => ({ wire })) },
  { weight: 1, arbitrary: fc.uuid().map((wire) => ({ wire })) },
  {
    weight: 2,
    arbitrary: fc.string({ minLength: 1, maxLength: 40 }).map((text) => ({ wire: encodeURIComponent(text) })),
  },
);

function queryOf({ operation }: Route): fc.Arbitrary<string> {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const value = fc.oneof(
    fc.constantFrom('1', '25', '0', '101', '1.5', 'MDE5OWM4', '%00', '%zz', '%ed%a0%80', 'global', ''),
    fc.constantFrom(...TEXTS).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.uuid(),
  );
  const pair = fc.tuple(fc.constantFrom(...names, ...names, 'limit', 'unknown', 'limit[]', '__proto__', 'a[b]'), value);
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    {
      weight: 3,
      arbitrary: fc.array(pair, { maxLength: 4 }).map((pairs) => `?${pairs.map((one) => one.join('=')).join('&')}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('?', '??', '?&&=', '?limit', '?limit=1&limit=2', `?x=${'y'.repeat(3000)}`),
    },
  );
}

const HEADER_VALUES = [
  '',
  'a',
  'a'.repeat(256),
  '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f',
  'not a uuid',
  '\u00ff\u00fe',
  '%00',
  '1, 2',
  '"',
];
const HEADER_NAMES = [
  'idempotency-key',
  'x-request-id',
  'x-account-id',
  'x-on-behalf-of',
  'x-forwarded-for',
  'x-forwarded-proto',
  'cookie',
  'origin',
  'accept',
  'accept-encoding',
  'if-none-match',
  'range',
  'x-http-method-override',
  'authorization',
  'x-bot-api-key',
];
const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json;;',
  'APPLICATION/JSON',
  'application/problem+json',
  'json',
  '/',
  '',
  'application/json, text/plain',
];

function headersFor({ method }: Route): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const odd = fc.array(fc.tuple(fc.constantFrom(...HEADER_NAMES), fc.constantFrom(...HEADER_VALUES)), { maxLength: 2 });
  const extra = fc.oneof(
    { weight: 8, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: odd },
    { weight: 1, arbitrary: odd.map((some) => [...some, ...some]) },
  );
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant<string | null>('application/json') },
    { weight: 1, arbitrary: fc.constantFrom<string | null>(...CONTENT_TYPES, null) },
  );
  return fc.tuple(extra, type).map(([some, contentType]) => {
    const withType = method !== 'get' && contentType !== null;
    return [...some, ...(withType ? [['content-type', contentType] as const] : [])];
  });
}

const NO_BODY = fc.constant<Body>({ bytes: null, right: true });

function bodyFor({ method, operation }: Route, document: Document): fc.Arbitrary<Body> {
  const bytes = fc.constantFrom(...BYTES).map((some): Body => ({ bytes: some, right: some.length === 0 }));
  const wrong = (value: unknown): Body => ({ bytes: json(value), right: false });
  const anything = junk.map(wrong);
  if (method === 'get') return fc.oneof({ weight: 20, arbitrary: NO_BODY }, { weight: 1, arbitrary: bytes });
  const media = operation.requestBody?.content['application/json'];
  if (!media?.schema) return fc.oneof({ weight: 6, arbitrary: NO_BODY }, ignored(bytes), ignored(anything));
  const right = rightBody(media.schema, media.example, document);
  return fc.oneof(
    { weight: 4, arbitrary: right.map((value): Body => ({ bytes: json(value), right: true })) },
    // Some spoiled bodies are still right: not every field is required, and junk may happen to fit.
    { weight: 6, arbitrary: right.chain(spoiled).map((value): Body => ({ bytes: json(value), right: true })) },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: NO_BODY },
  );
}

/** Where no body is wanted, one that can be read does no harm. */
const ignored = (body: fc.Arbitrary<Body>): fc.Arbitrary<Body> => body.map(({ bytes }) => ({ bytes, right: true }));

/** Lone surrogates become escapes, NULs too: valid JSON that holds what cannot be stored. */
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify({ value }).slice('{"value":'.length, -1));

type Fields = Readonly<Record<string, unknown>>;

/** The example of the document, with texts nobody used before where texts are asked for. */
function rightBody(schema: Schema, example: unknown, document: Document): fc.Arbitrary<Fields> {
  const name = referredComponent(schema);
  const properties = (name === null ? schema : (document.components.schemas[name] ?? {})).properties ?? {};
  const texts = Object.entries(properties as Record<string, Schema>)
    .filter(([, { type, format, enum: values, pattern }]) => type === 'string' && !format && !values && !pattern)
    .map(([property]) => property);
  return fc.stringMatching(/^[a-z][a-z0-9]{9}$/).map((text) => {
    const fresh = Object.fromEntries(texts.map((property) => [property, `${text} ${property}`]));
    return { ...(example as Fields), ...fresh };
  });
}

/** One thing is wrong. */
function spoiled(body: Fields): fc.Arbitrary<unknown> {
  const names = Object.keys(body);
  const name = names.length > 0 ? fc.constantFrom(...names) : fc.constant('name');
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(name, junk).map(([key, value]) => ({ ...body, [key]: value })) },
    { weight: 2, arbitrary: name.map((key) => ({ ...body, [key]: undefined })) },
    { weight: 1, arbitrary: junk.map((value) => ({ ...body, unexpected: value })) },
    { weight: 1, arbitrary: fc.constant([body]) },
  );
}
