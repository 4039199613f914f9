import { ApiProperty } from '@nestjs/swagger';
import {
  ADVERTISED,
  type AdvertisedPermission,
  type TokenPermission,
} from '../../../common/access/token-permissions.js';
import type { DeclaredRoute } from '../../../common/access/opened-routes.js';

export class OpenedRouteDto {
  @ApiProperty({ example: 'GET' })
  readonly method!: string;

  @ApiProperty({ example: '/v1/accounts/{id}' })
  readonly path!: string;
}

export class PermissionDto {
  @ApiProperty({ example: 'read' })
  readonly permission!: string;

  @ApiProperty({ example: 'See accounts' })
  readonly description!: string;

  @ApiProperty({ type: [OpenedRouteDto] })
  readonly routes!: readonly OpenedRouteDto[];
}

type Opened = ReadonlyMap<TokenPermission, readonly DeclaredRoute[]>;

export class PermissionGroupDto {
  @ApiProperty({ example: 'accounts' })
  readonly group!: string;

  @ApiProperty({ type: [PermissionDto] })
  readonly permissions!: readonly PermissionDto[];

  static all(opened: Opened): PermissionGroupDto[] {
    const groups = [...new Set(ADVERTISED.map(({ group }) => group))];
    return groups.map((group) => ({
      group,
      permissions: ADVERTISED.filter((one) => one.group === group).map((one) => permissionOf(one, opened)),
    }));
  }
}

function permissionOf({ permission, description, scope }: AdvertisedPermission, opened: Opened): PermissionDto {
  const routes = (opened.get(scope) ?? []).map(({ method, path }) => ({
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
  }));
  return { permission, description, routes };
}
