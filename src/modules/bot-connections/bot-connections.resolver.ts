import { Query, Resolver } from '@nestjs/graphql';
import { Access } from '../../common/access/access.decorator.js';
import { MembershipOf, type Membership } from '../../common/access/caller.js';
import { BotConnectionStatuses } from './bot-connection-statuses.service.js';
import { BotConnectionsService } from './bot-connections.service.js';
import { ConnectionViews } from './connection-views.js';
import { BotConnectionObject, BotConnectionStatusObject } from './dto/connection.graphql.js';

@Resolver()
export class BotConnectionsResolver {
  constructor(
    private readonly bots: BotConnectionsService,
    private readonly statuses: BotConnectionStatuses,
    private readonly views: ConnectionViews,
  ) {}

  @Query(() => [BotConnectionObject], { description: "The account's own bots, by platform" })
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  async botConnections(@MembershipOf() { accountId }: Membership): Promise<BotConnectionObject[]> {
    return (await this.bots.list(accountId)).map((bot) => BotConnectionObject.from(this.views.bot(bot)));
  }

  @Query(() => [BotConnectionStatusObject], { description: 'How the account fares on every platform' })
  @Access({ kind: 'account', permission: 'bot-connections:read', from: 'header', token: 'bot-connections:read' })
  async botConnectionStatuses(@MembershipOf() { accountId }: Membership): Promise<BotConnectionStatusObject[]> {
    return (await this.statuses.list(accountId)).map(({ connection, ...status }) => ({
      ...status,
      connection: connection && BotConnectionObject.from(this.views.bot(connection)),
    }));
  }
}
