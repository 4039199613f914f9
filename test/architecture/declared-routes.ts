import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AccessPolicy } from '../../src/common/access/access.decorator.js';
import { OpenedRoutes, type DeclaredRoute } from '../../src/common/access/opened-routes.js';

export type { DeclaredRoute } from '../../src/common/access/opened-routes.js';

/** Every handler of every controller, with the policy it declares. */
export function declaredRoutes(app: NestFastifyApplication): DeclaredRoute[] {
  return new OpenedRoutes(app.get(ModulesContainer)).declared();
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
