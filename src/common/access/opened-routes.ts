import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS_POLICY, type AccessPolicy } from './access.decorator.js';
import { neededBy } from './token-access.rules.js';
import type { TokenPermission } from './token-permissions.js';

export interface DeclaredRoute {
  readonly method: string;
  /** As it is declared: `/v1/accounts/:id`. */
  readonly path: string;
  readonly policy: AccessPolicy | undefined;
}

/** Every route of every controller, with the policy it declares: the same one that the guards read. */
@Injectable()
export class OpenedRoutes {
  constructor(private readonly modules: ModulesContainer) {}

  /** Ordered by path. */
  declared(): DeclaredRoute[] {
    const controllers = [...this.modules.values()].flatMap((module) => [...module.controllers.values()]);
    return controllers
      .flatMap(({ metatype }) => (metatype ? routesOf(metatype) : []))
      .sort((one, other) => (label(one) < label(other) ? -1 : 1));
  }

  /** The routes that each permission of an API token opens. */
  byPermission(): ReadonlyMap<TokenPermission, DeclaredRoute[]> {
    const opened = new Map<TokenPermission, DeclaredRoute[]>();
    for (const route of this.declared()) {
      const scope = route.policy && neededBy(route.policy);
      if (scope) opened.set(scope, [...(opened.get(scope) ?? []), route]);
    }
    return opened;
  }
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
