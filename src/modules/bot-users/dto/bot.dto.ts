import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import type { Page } from '../../../common/paging/page.js';
import { UserDto } from '../../../common/people/user.dto.js';
import { NAME_MAX_LENGTH, USER_STATUSES, type UserStatus } from '../../users/index.js';
import type { BotView } from '../bot-users.types.js';

/** The finer rules, with a code of their own for the prefix, are the service's. */
const USERNAME = {
  description: 'bot- and then 1-60 of a-z 0-9 _ . -, in either case',
  example: 'bot-helper',
  maxLength: 200,
};

export class BotParam {
  @ApiProperty({ description: 'Id or username of a bot', example: 'bot-helper' })
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, { message: 'bot must be an id or a username' })
  readonly bot!: string;
}

export class CreateBotDto {
  @ApiProperty({ ...USERNAME, pattern: '^[Bb][Oo][Tt]-[A-Za-z0-9_.-]{1,60}$' })
  @IsString()
  @Length(1, 200)
  readonly username!: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_MAX_LENGTH, example: 'Helper' })
  @IfGiven()
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name?: string;
}

export class ChangeBotDto {
  @ApiPropertyOptional({ ...USERNAME, pattern: '^[Bb][Oo][Tt]-[A-Za-z0-9_.-]{1,60}$' })
  @IfGiven()
  @IsString()
  @Length(1, 200)
  readonly username?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: NAME_MAX_LENGTH, example: 'Helper' })
  @IfGiven()
  @IsString()
  @Length(1, NAME_MAX_LENGTH)
  readonly name?: string;

  @ApiPropertyOptional({ enum: USER_STATUSES, example: 'active' })
  @IfGiven()
  @IsIn(USER_STATUSES)
  readonly status?: UserStatus;
}

export class BotOwnerDto {
  @ApiProperty({ format: 'uuid', example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e70' })
  readonly id!: string;

  @ApiProperty({ example: 'ada' })
  readonly username!: string;
}

export class BotDto extends UserDto {
  @ApiProperty({ type: BotOwnerDto })
  readonly owner!: BotOwnerDto;

  @ApiProperty({ type: 'integer', description: 'Live tokens', example: 1 })
  readonly token_count!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a token of it was used last; at most a minute late',
    example: '2026-11-20T09:31:00.000Z',
  })
  readonly last_active_at!: string | null;

  static override from(bot: BotView): BotDto {
    return {
      ...UserDto.from(bot),
      owner: { id: bot.ownerId, username: bot.ownerUsername },
      token_count: bot.tokenCount,
      last_active_at: bot.lastActiveAt?.toISOString() ?? null,
    };
  }
}

export class BotPageDto {
  @ApiProperty({ type: [BotDto] })
  readonly items!: readonly BotDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<BotView>): BotPageDto {
    return { items: page.items.map((bot) => BotDto.from(bot)), next_cursor: page.nextCursor };
  }
}
