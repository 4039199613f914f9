import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, MembershipOf, type Membership, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { ChannelConnectionsService } from './channel-connections.service.js';
import { ConnectionViews } from './connection-views.js';
import { ToggleBotDto } from './dto/connect.dto.js';
import { ChannelConnectionDto } from './dto/connection.dto.js';

@ApiTags('Connections')
@Controller('v1/bot-toggle')
export class BotToggleController {
  constructor(
    private readonly channels: ChannelConnectionsService,
    private readonly views: ConnectionViews,
  ) {}

  @Post()
  @Access({ kind: 'account', permission: 'bot-connections:create', from: 'header', token: 'bot-connections:create' })
  @Answers({
    summary: "Let a bot into the account's channel, or send it away",
    answer: ChannelConnectionDto,
    refuses: ['account_not_found', 'permission_missing', 'connection_not_found'],
  })
  async toggle(
    @Body() { platform, enabled }: ToggleBotDto,
    @MembershipOf() { accountId }: Membership,
    @CallerOf() caller: UserCaller,
  ): Promise<ChannelConnectionDto> {
    const channel = await this.channels.toggleBot(accountId, platform, enabled, caller);
    return ChannelConnectionDto.from(this.views.channel(channel));
  }
}
