import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Length } from 'class-validator';
import { ROLES, type Role } from '../../../common/access/permissions.js';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import type { Page } from '../../../common/paging/page.js';
import { NAME_MAX_LENGTH } from '../../users/index.js';
import { BOT_FALLBACKS, type Account, type BotFallback } from '../accounts.types.js';

const FALLBACK_HELP =
  'What acts on a platform while the bot of the account cannot; without a bot of its own, the global one acts anyway';

export class AccountIdParams {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  @IsUUID()
  readonly id!: string;
}

export class CreateAccountDto {
  @ApiProperty({ minLength: 1, maxLength: NAME_MAX_LENGTH, example: 'Analytical Engines' })
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name!: string;

  @ApiPropertyOptional({ enum: BOT_FALLBACKS, default: 'none', description: FALLBACK_HELP, example: 'none' })
  @IfGiven()
  @IsIn(BOT_FALLBACKS)
  readonly bot_fallback?: BotFallback;
}

export class ChangeAccountDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_MAX_LENGTH, example: 'Analytical Engines' })
  @IfGiven()
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name?: string;

  @ApiPropertyOptional({ enum: BOT_FALLBACKS, description: FALLBACK_HELP, example: 'global' })
  @IfGiven()
  @IsIn(BOT_FALLBACKS)
  readonly bot_fallback?: BotFallback;
}

export class AccountDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f' })
  readonly id!: string;

  @ApiProperty({ example: 'Analytical Engines' })
  readonly name!: string;

  @ApiProperty({ enum: BOT_FALLBACKS, description: FALLBACK_HELP, example: 'none' })
  readonly bot_fallback!: BotFallback;

  @ApiProperty({ description: 'Came with a registration and lives as long as that person', example: false })
  readonly personal!: boolean;

  @ApiProperty({ enum: ROLES, description: 'Of the caller', example: 'owner' })
  readonly role!: Role;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly created_at!: string;

  static from(account: Account): AccountDto {
    return {
      id: account.id,
      name: account.name,
      bot_fallback: account.botFallback,
      personal: account.personalOf !== null,
      role: account.role,
      created_at: account.createdAt.toISOString(),
    };
  }
}

export class AccountPageDto {
  @ApiProperty({ type: [AccountDto] })
  readonly items!: readonly AccountDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<Account>): AccountPageDto {
    return { items: page.items.map((account) => AccountDto.from(account)), next_cursor: page.nextCursor };
  }
}
