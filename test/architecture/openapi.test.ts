import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { buildDocument } from '../../src/openapi.js';
import { Client } from '../support/client.js';
import { bodiesOf, Contract, escape, routesOf, type Document, type Operation } from '../support/contract.js';
import { startWorld, type World } from '../support/world.js';
import { declaredRoutes } from './declared-routes.js';
import { describeApi, FILE, written } from './openapi-file.js';

type Named = [route: string, operation: Operation];

const document = JSON.parse(readFileSync(FILE, 'utf8')) as Document & { openapi: string };
const operations: Named[] = routesOf(document).map((route) => [
  `${route.method.toUpperCase()} ${route.path}`,
  route.operation,
]);
const failing = (test: (operation: Operation) => boolean): string[] =>
  operations.filter(([, operation]) => !test(operation)).map(([route]) => route);

describe('the OpenAPI document', () => {
  it('is what the program answers (npm run openapi)', async () => {
    expect(readFileSync(FILE, 'utf8')).toBe(await describeApi());
  });

  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(JSON.parse(written(document)) as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  it('holds nothing of OpenAPI 3.0, and none of our helpers', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/"nullable":/);
    expect(text).not.toMatch(/"x-[a-z-]+":/);
  });

  it('has schemas that compile, and examples that match them', () => {
    const contract = new Contract(document);
    const broken = operations.flatMap(([route, operation]) => brokenExamples(contract, route, operation));
    expect(broken).toEqual([]);
  });
});

describe('every operation', () => {
  it('has a summary, one line', () => {
    expect(failing(({ summary }) => /^[A-Z][^\n]{5,100}[^.]$/.test(summary ?? ''))).toEqual([]);
  });

  it('says which credential it needs, or that it needs none', () => {
    expect(failing(({ security }) => Array.isArray(security) && security.length <= 2)).toEqual([]);
  });

  it('has a readable id of its own', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('says with a schema what it answers, and shows an example', () => {
    const complete = (operation: Operation): boolean =>
      bodiesOf(operation).success.every(
        ({ schema, example }) => schema !== undefined && (example !== undefined || schema.type === 'string'),
      );
    expect(failing(complete)).toEqual([]);
  });

  it('shows an example of the body it takes', () => {
    expect(failing((operation) => bodiesOf(operation).request.every(({ example }) => example !== undefined))).toEqual(
      [],
    );
  });

  it('answers exactly one kind of success, and problems', () => {
    const statuses = (operation: Operation): string[] => Object.keys(operation.responses);
    // 304 says that the success is as it was; 204 beside a stream, that nothing is streamed now.
    const streams = ({ responses }: Operation): boolean =>
      responses['200']?.content?.['text/event-stream'] !== undefined;
    const kinds = (operation: Operation): string[] =>
      statuses(operation).filter(
        (status) => status < '400' && status !== '304' && !(status === '204' && streams(operation)),
      );
    expect(failing((operation) => kinds(operation).length === 1)).toEqual([]);
    expect(
      failing((operation) => ['400', '500', '503'].every((status) => statuses(operation).includes(status))),
    ).toEqual([]);
  });

  it('describes each of its parameters with a schema', () => {
    expect(failing(({ parameters }) => parameters.every(({ schema }) => schema !== undefined))).toEqual([]);
  });
});

describe('the running program', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('describes the same as its preview', () => {
    expect(written(buildDocument(world.app))).toBe(readFileSync(FILE, 'utf8'));
  });

  it('describes every route it declares', () => {
    const declared = declaredRoutes(world.app).map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{path}')}`,
    );
    expect(declared.sort()).toEqual(operations.map(([route]) => route).sort());
  });

  it('serves the document and a page to read it', async () => {
    const client = new Client(world.url);
    expect((await client.get<{ openapi: string }>('/docs/openapi.json')).body.openapi).toBe('3.1.0');
    const page = await client.get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
  });
});

function brokenExamples(contract: Contract, route: string, operation: Operation): string[] {
  const [method, path] = splitRoute(route);
  const at = `/paths/${escape(path)}/${method}`;
  const places = [
    ...Object.entries(operation.requestBody?.content ?? {}).map(
      ([type, media]) => [`/requestBody/content/${escape(type)}`, media] as const,
    ),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.entries(content ?? {}).map(
        ([type, media]) => [`/responses/${status}/content/${escape(type)}`, media] as const,
      ),
    ),
  ];
  return places.flatMap(([place, media]) => {
    const values = [media.example, ...Object.values(media.examples ?? {}).map(({ value }) => value)];
    const wrong = values.map((value) =>
      value === undefined ? null : contract.mismatch(`${at}${place}/schema`, value),
    );
    return wrong.filter((reason) => reason !== null).map((reason) => `${route} ${place}: ${reason}`);
  });
}

function splitRoute(route: string): [string, string] {
  const gap = route.indexOf(' ');
  return [route.slice(0, gap).toLowerCase(), route.slice(gap + 1)];
}
