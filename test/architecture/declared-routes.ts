import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_POLICY, type AccessPolicy } from '../../src/common/access/access.decorator.js';
import { OpenedRoutes, type DeclaredRoute } from '../../src/common/access/opened-routes.js';

export type { DeclaredRoute } from '../../src/common/access/opened-routes.js';

/** Every handler of every controller, with the policy it declares. */
export function declaredRoutes(app: NestFastifyApplication): DeclaredRoute[] {
  return new OpenedRoutes(app.get(ModulesContainer)).declared();
}

/** Every field of GraphQL that a resolver answers, with the policy it declares. */
export function declaredFields(app: NestFastifyApplication): DeclaredRoute[] {
  const providers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  return providers
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? fieldsOf(metatype) : []))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The names of what can be asked at the top of a query or mutation. */
export function schemaFields(app: NestFastifyApplication): string[] {
  const { schema } = app.get(GraphQLSchemaHost);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) => Object.keys(root?.getFields() ?? {})).sort();
}

function fieldsOf({ prototype }: { readonly prototype?: unknown }): DeclaredRoute[] {
  if (typeof prototype !== 'object' || prototype === null) return [];
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const kind: unknown = Reflect.getMetadata('graphql:resolver_type', handler);
    if (typeof kind !== 'string') return [];
    const policy = Reflect.getMetadata(ACCESS_POLICY, handler) as AccessPolicy | undefined;
    return [{ method: kind.toUpperCase(), path: name, policy }];
  });
}

/** One line per route, as the snapshot shows it. */
export function policyLine({ method, path, policy }: DeclaredRoute): string {
  return `${method.padEnd(6)} ${path.padEnd(52)} ${policyText(policy)}`;
}

function policyText(policy: AccessPolicy | undefined): string {
  if (!policy) return 'UNDECLARED';
  if (policy.kind === 'service') return `service: ${policy.scope}`;
  return `${baseText(policy)}${tokenText(policy)}`;
}

function baseText(policy: AccessPolicy): string {
  return policy.kind === 'account' ? `account by ${policy.from}: ${policy.permission ?? 'any role'}` : policy.kind;
}

/** What an API token needs; nothing is said where no token is let in. */
function tokenText(policy: AccessPolicy): string {
  if (!('token' in policy)) return '';
  const whose = policy.kind === 'human' && !policy.bots ? 'token of a person' : 'token';
  return `, ${whose}: ${policy.token ?? 'any'}`;
}
