import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import {
  IDENTITY_FORMS,
  PROOF_MODES,
  SERVICE_SCOPES,
  type IdentityForm,
  type ProofMode,
  type ServiceScope,
} from '../../../common/access/principal.js';
import type { Page } from '../../../common/paging/page.js';
import { BOT_PLATFORMS, LINK_PLATFORMS, type BotPlatform, type LinkPlatform } from '../../../common/platforms.js';
import type { IssuedMachineKey, MachineKeyView } from '../machine-key.types.js';

/** What both kinds of keys show. */
class KeyDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'discord bot, production' })
  readonly name!: string;

  @ApiProperty({ description: 'The first characters of the current secret', example: 'us_svc_3Xk9Qa' })
  readonly key_prefix!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly expires_at!: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly rotated_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly last_used_at!: string | null;
}

const shownOf = (key: MachineKeyView): KeyDto => ({
  id: key.id,
  name: key.name,
  key_prefix: key.keyPrefix,
  expires_at: key.expiresAt?.toISOString() ?? null,
  created_at: key.createdAt.toISOString(),
  rotated_at: key.rotatedAt?.toISOString() ?? null,
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
});

const EVERY_PLATFORM = 'null = every platform';

export class SystemKeyDto extends KeyDto {
  @ApiProperty({
    description: EVERY_PLATFORM,
    enum: BOT_PLATFORMS,
    isArray: true,
    nullable: true,
    example: ['twitch'],
  })
  readonly platforms!: readonly BotPlatform[] | null;

  static from(key: MachineKeyView): SystemKeyDto {
    return { ...shownOf(key), platforms: key.platforms as SystemKeyDto['platforms'] };
  }
}

export class ServiceKeyDto extends KeyDto {
  @ApiProperty({
    description: EVERY_PLATFORM,
    enum: LINK_PLATFORMS,
    isArray: true,
    nullable: true,
    example: ['DISCORD'],
  })
  readonly platforms!: readonly LinkPlatform[] | null;

  @ApiProperty({ enum: SERVICE_SCOPES, isArray: true, example: ['linking', 'chat'] })
  readonly scopes!: readonly ServiceScope[];

  @ApiProperty({ enum: PROOF_MODES, example: 'code' })
  readonly proof!: ProofMode;

  @ApiProperty({ enum: IDENTITY_FORMS, example: 'platform' })
  readonly identity_form!: IdentityForm;

  static from(key: MachineKeyView): ServiceKeyDto {
    const platforms = key.platforms as ServiceKeyDto['platforms'];
    return { ...shownOf(key), platforms, scopes: key.scopes, proof: key.proof, identity_form: key.identityForm };
  }
}

class WithSecret {
  @ApiProperty({ description: 'The secret, shown in this answer only', example: 'us_svc_…' })
  readonly key!: string;
}

export class IssuedServiceKeyDto extends IntersectionType(ServiceKeyDto, WithSecret) {
  static issued({ key, secret }: IssuedMachineKey): IssuedServiceKeyDto {
    return { ...ServiceKeyDto.from(key), key: secret };
  }
}

export class IssuedSystemKeyDto extends IntersectionType(SystemKeyDto, WithSecret) {
  static issued({ key, secret }: IssuedMachineKey): IssuedSystemKeyDto {
    return { ...SystemKeyDto.from(key), key: secret };
  }
}

export class ServiceKeyPageDto {
  @ApiProperty({ type: [ServiceKeyDto] })
  readonly items!: readonly ServiceKeyDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<MachineKeyView>): ServiceKeyPageDto {
    return { items: page.items.map((key) => ServiceKeyDto.from(key)), next_cursor: page.nextCursor };
  }
}

export class SystemKeyPageDto {
  @ApiProperty({ type: [SystemKeyDto] })
  readonly items!: readonly SystemKeyDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<MachineKeyView>): SystemKeyPageDto {
    return { items: page.items.map((key) => SystemKeyDto.from(key)), next_cursor: page.nextCursor };
  }
}
