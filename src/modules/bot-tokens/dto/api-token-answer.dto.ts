import { ApiProperty } from '@nestjs/swagger';
import type { PassthroughRule } from '../../../common/access/passthrough-rules.js';
import type { TokenPermission } from '../../../common/access/token-permissions.js';
import { groupsOf } from '../api-token.rules.js';
import type { ApiTokenView, IssuedApiToken, TokenPrincipal } from '../api-token.types.js';
import { PassthroughRuleDto } from './passthrough-rule.dto.js';
import { PERMISSIONS_SCHEMA } from './api-token.dto.js';

const TIME_OR_NULL = { type: String, format: 'date-time', nullable: true } as const;

interface Described {
  readonly title: string;
  readonly scopes: readonly TokenPermission[];
  readonly prefix: string;
  readonly generation: number;
  readonly accountId: string | null;
  readonly passthroughRules: readonly PassthroughRule[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** What everybody who may see a token sees of it. */
class TokenBaseDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'nightly job' })
  readonly title!: string;

  @ApiProperty(PERMISSIONS_SCHEMA)
  readonly permissions!: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ description: 'The first characters of the current secret', example: 'us_bot_3Xk9Qa' })
  readonly token_prefix!: string;

  @ApiProperty({ type: 'integer', description: 'How often it got a secret', example: 1 })
  readonly generation!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  readonly account_id!: string | null;

  @ApiProperty({ type: [PassthroughRuleDto], nullable: true, description: 'null = everything', example: null })
  readonly passthrough_rules!: readonly PassthroughRule[] | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  @ApiProperty({ ...TIME_OR_NULL, example: '2036-11-20T00:00:00.000Z' })
  readonly expires_at!: string | null;
}

function baseOf(id: string, token: Described): TokenBaseDto {
  return {
    id,
    title: token.title,
    permissions: groupsOf(token.scopes),
    token_prefix: token.prefix,
    generation: token.generation,
    account_id: token.accountId,
    passthrough_rules: token.passthroughRules,
    created_at: token.createdAt.toISOString(),
    expires_at: token.expiresAt?.toISOString() ?? null,
  };
}

export class ApiTokenDto extends TokenBaseDto {
  @ApiProperty({ type: [String], nullable: true, example: ['192.0.2.0/24'] })
  readonly allowed_cidrs!: readonly string[] | null;

  @ApiProperty({ ...TIME_OR_NULL, example: null })
  readonly rotated_at!: string | null;

  @ApiProperty({ ...TIME_OR_NULL, description: 'At most a minute late', example: '2026-11-20T09:31:00.000Z' })
  readonly last_used_at!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Masked', example: '192.0.2.0' })
  readonly last_used_ip!: string | null;

  @ApiProperty({ ...TIME_OR_NULL, description: 'When a secret of it was reported as public', example: null })
  readonly leak_reported_at!: string | null;

  static from(token: ApiTokenView): ApiTokenDto {
    return {
      ...baseOf(token.id, token),
      allowed_cidrs: token.allowedCidrs,
      rotated_at: token.rotatedAt?.toISOString() ?? null,
      last_used_at: token.lastUsedAt?.toISOString() ?? null,
      last_used_ip: token.lastUsedIp,
      leak_reported_at: token.leakReportedAt?.toISOString() ?? null,
    };
  }
}

export class IssuedApiTokenDto extends ApiTokenDto {
  @ApiProperty({ description: 'The secret, shown in this answer only', example: 'us_bot_…' })
  readonly token!: string;

  static issued({ token, secret }: IssuedApiToken): IssuedApiTokenDto {
    return { ...ApiTokenDto.from(token), token: secret };
  }
}

export class ApiTokenListDto {
  @ApiProperty({ type: [ApiTokenDto] })
  readonly items!: readonly ApiTokenDto[];

  static from(tokens: readonly ApiTokenView[]): ApiTokenListDto {
    return { items: tokens.map((token) => ApiTokenDto.from(token)) };
  }
}

export class TokenUserDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'bot-helper' })
  readonly username!: string;

  @ApiProperty({ example: true })
  readonly is_bot!: boolean;
}

/** What a token is told of itself. */
export class SelfTokenDto extends TokenBaseDto {
  @ApiProperty({ type: TokenUserDto })
  readonly user!: TokenUserDto;

  @ApiProperty({
    type: TokenUserDto,
    nullable: true,
    description: 'The owner of the bot; null for the token of a person',
  })
  readonly owner!: TokenUserDto | null;

  static of(principal: TokenPrincipal): SelfTokenDto {
    const isBot = principal.kind === 'bot';
    return {
      ...baseOf(principal.token.tokenId, principal.token),
      user: { id: principal.userId, username: principal.username, is_bot: isBot },
      owner: isBot ? { id: principal.ownerId, username: principal.ownerUsername, is_bot: false } : null,
    };
  }
}
