import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_POLICY, type AccessPolicy } from '../../src/common/access/access.decorator.js';

export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly policy: AccessPolicy | undefined;
}

/** Every handler of every controller, with the policy it declares. */
export function declaredRoutes(app: NestFastifyApplication): DeclaredRoute[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => (metatype ? routesOf(metatype) : []))
    .sort((one, other) => (label(one) < label(other) ? -1 : 1));
}

/** The path comes first, so that the routes of one thing stand together. */
const label = ({ method, path }: DeclaredRoute): string => `${path} ${method}`;

function routesOf(controller: object): DeclaredRoute[] {
  const prototype = Reflect.get(controller, 'prototype') as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (!handler || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const policy = Reflect.getMetadata(ACCESS_POLICY, handler) as AccessPolicy | undefined;
    return pathsOf(controller).flatMap((prefix) =>
      pathsOf(handler).map((path) => ({
        method,
        path: `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        policy,
      })),
    );
  });
}

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

/** One line per route, as the snapshot shows it. */
export function policyLine({ method, path, policy }: DeclaredRoute): string {
  return `${method.padEnd(6)} ${path.padEnd(52)} ${policyText(policy)}`;
}

function policyText(policy: AccessPolicy | undefined): string {
  if (!policy) return 'UNDECLARED';
  if (policy.kind === 'service') return `service: ${policy.scope}`;
  if (policy.kind === 'account') return `account by ${policy.from}: ${policy.permission ?? 'any role'}`;
  return policy.kind;
}
