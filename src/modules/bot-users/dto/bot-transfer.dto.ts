import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { Page } from '../../../common/paging/page.js';
import type { BotTransfer } from '../bot-users.types.js';
import { BotOwnerDto } from './bot.dto.js';

export class TransferBotDto {
  @ApiProperty({ description: 'Id or username of a person', example: 'grace' })
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, { message: 'new_owner must be an id or a username' })
  readonly new_owner!: string;
}

export class BotTransferDto {
  @ApiProperty({ type: BotOwnerDto, example: { id: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f', username: 'bot-helper' } })
  readonly bot!: BotOwnerDto;

  @ApiProperty({ type: BotOwnerDto })
  readonly owner!: BotOwnerDto;

  @ApiProperty({ type: BotOwnerDto, example: { id: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e71', username: 'grace' } })
  readonly new_owner!: BotOwnerDto;

  @ApiProperty({ enum: ['pending'], example: 'pending' })
  readonly status!: 'pending';

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })
  readonly requested_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-27T09:30:00.000Z' })
  readonly expires_at!: string;

  static from({ bot, owner, newOwner, requestedAt, expiresAt }: BotTransfer): BotTransferDto {
    return {
      bot,
      owner,
      new_owner: newOwner,
      status: 'pending',
      requested_at: requestedAt.toISOString(),
      expires_at: expiresAt.toISOString(),
    };
  }
}

export class BotTransferPageDto {
  @ApiProperty({ type: [BotTransferDto] })
  readonly items!: readonly BotTransferDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from(page: Page<BotTransfer>): BotTransferPageDto {
    return { items: page.items.map((one) => BotTransferDto.from(one)), next_cursor: page.nextCursor };
  }
}
