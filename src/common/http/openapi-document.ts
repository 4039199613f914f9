import type { OpenAPIObject } from '@nestjs/swagger';
import type { AccessPolicy } from '../access/access.decorator.js';
import { neededBy } from '../access/token-access.rules.js';
import { ERROR_CODES_EXTENSION } from './answers.decorator.js';
import { refusalsOf } from './openapi-codes.js';
import { addExamples } from './openapi-examples.js';
import { ACCESS_EXTENSION, RATE_LIMITED_EXTENSION } from './openapi-extensions.js';
import { ACCOUNT_HEADER, describeHeaders, HEADER_COMPONENTS } from './openapi-headers.js';
import { operationIdOf } from './openapi-operation-ids.js';
import { problemResponses, PROBLEM_SCHEMAS, sharedResponses } from './openapi-problems.js';
import { closeRequestBodies, listExamples, modernize } from './openapi-schemas.js';
import { routesOf, type Document, type ResponseObject, type Route } from './openapi-types.js';

/** Makes a true OpenAPI 3.1 document of what @nestjs/swagger collected, with everything a route may answer. */
export function completeDocument(collected: OpenAPIObject): OpenAPIObject {
  const document = modernize(structuredClone(collected)) as Document;
  const { components } = document;
  components.schemas = { ...components.schemas };
  listExamples(components.schemas);
  closeRequestBodies(document);
  for (const route of routesOf(document)) complete(route, components.schemas);
  Object.assign(components.schemas, PROBLEM_SCHEMAS);
  components.responses = sharedResponses();
  components.headers = { ...HEADER_COMPONENTS };
  return document as unknown as OpenAPIObject;
}

function complete(route: Route, schemas: Document['components']['schemas']): void {
  const { operation } = route;
  const policy = operation[ACCESS_EXTENSION] ?? { kind: 'public' };
  operation.operationId = operationIdOf(operation.operationId, route.path);
  operation.security ??= [];
  operation.description = descriptionOf(operation.description, policy);
  if (policy.kind === 'account' && policy.from === 'header') operation.parameters.push(ACCOUNT_HEADER);
  addExamples(operation, schemas);
  describeHeaders(operation, { rateLimited: operation[RATE_LIMITED_EXTENSION] ?? false });
  addProblems(operation.responses, problemResponses(refusalsOf(route)));
  delete operation[ERROR_CODES_EXTENSION];
  delete operation[RATE_LIMITED_EXTENSION];
  delete operation[ACCESS_EXTENSION];
}

/** Says what an API token needs to be let in. */
function descriptionOf(own: string | undefined, policy: AccessPolicy): string | undefined {
  const scope = neededBy(policy);
  if (!scope) return own;
  return [own, `API tokens need the permission \`${scope}\`.`].filter(Boolean).join('\n\n');
}

/** A status may have an answer of its own beside problems: readiness is 503 with a list of what is not ready. */
function addProblems(responses: Record<string, ResponseObject>, problems: Record<string, ResponseObject>): void {
  for (const [status, problem] of Object.entries(problems)) {
    // An answer that the route declared for this status is the whole truth about it.
    responses[status] ??= problem;
  }
}
