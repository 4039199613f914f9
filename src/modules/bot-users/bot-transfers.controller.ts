import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { BotTransfersService } from './bot-transfers.service.js';
import { BotTransferDto, BotTransferPageDto, TransferBotDto } from './dto/bot-transfer.dto.js';
import { BotDto, BotParam } from './dto/bot.dto.js';

@ApiTags('Bot users')
@Controller('v1/user')
export class BotTransfersController {
  constructor(private readonly transfers: BotTransfersService) {}

  @Get('bot-transfers')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'List pending transfers of bots from me and to me, oldest first',
    answer: BotTransferPageDto,
    refuses: ['cursor_invalid'],
  })
  async list(@Query() query: PageQuery, @CallerOf() caller: HumanCaller): Promise<BotTransferPageDto> {
    return BotTransferPageDto.from(await this.transfers.list(caller, query));
  }

  @Post('bots/:bot/transfer')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Offer one of my bots to another person, who has 7 days to accept',
    status: 202,
    answer: BotTransferDto,
    refuses: [
      'bot_users_disabled',
      'bot_not_found',
      'bot_not_owned',
      'user_not_found',
      'cannot_make_bot_owner',
      'bot_transfer_pending',
    ],
    idempotent: true,
  })
  async offerBot(
    @Param() { bot }: BotParam,
    @Body() { new_owner: newOwner }: TransferBotDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<BotTransferDto> {
    return BotTransferDto.from(await this.transfers.offer(bot, newOwner, caller, call));
  }

  @Post('bots/:bot/transfer/accept')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Take over a bot that was offered to me',
    description: 'All tokens of the bot end, as whoever owned it knows their secrets; make new ones.',
    answer: BotDto,
    refuses: ['bot_users_disabled', 'bot_transfer_not_found'],
  })
  async acceptBot(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<BotDto> {
    return BotDto.from(await this.transfers.accept(bot, caller));
  }

  @Delete('bots/:bot/transfer')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Take back the offer of a bot (its owner), or decline it (who was asked)',
    status: 204,
    answer: null,
    refuses: ['bot_transfer_not_found'],
  })
  async withdrawBot(@Param() { bot }: BotParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.transfers.withdraw(bot, caller);
  }
}
