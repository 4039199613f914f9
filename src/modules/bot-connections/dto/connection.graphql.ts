import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { BotPlatform } from '../../../common/platforms.js';
import type {
  AttachedBot,
  BotConnection,
  BotType,
  ChannelConnection,
  ConnectionStatus,
  ResolutionReason,
  WithMissingScopes,
} from '../connection.types.js';
import type { BegunConnect } from '../connect/connect.types.js';
import { BotTypeEnum, PlatformEnum, ReasonEnum, StatusEnum } from '../graphql-words.js';

@ObjectType('AttachedBot')
export class AttachedBotObject {
  @Field(() => ID)
  readonly id!: string;

  @Field()
  readonly username!: string;
}

@ObjectType('BotConnection')
export class BotConnectionObject {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => ID)
  readonly accountId!: string;

  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field(() => BotTypeEnum)
  readonly botType!: BotType;

  @Field()
  readonly botUsername!: string;

  @Field(() => ID)
  readonly botUserId!: string;

  @Field(() => AttachedBotObject, { nullable: true })
  readonly attachedTo!: AttachedBot | null;

  @Field(() => [String])
  readonly scopes!: readonly string[];

  @Field(() => [String])
  readonly missingScopes!: readonly string[];

  @Field(() => Date, { nullable: true })
  readonly expiresAt!: Date | null;

  @Field(() => StatusEnum)
  readonly status!: ConnectionStatus;

  @Field(() => String, { nullable: true })
  readonly statusReason!: string | null;

  @Field(() => Date, { nullable: true })
  readonly nextTryAt!: Date | null;

  @Field(() => ID, { nullable: true })
  readonly connectedBy!: string | null;

  @Field()
  readonly createdAt!: Date;

  @Field()
  readonly updatedAt!: Date;

  @Field(() => Date, { nullable: true })
  readonly lastRefreshedAt!: Date | null;

  static from({ login, subjectId, ...bot }: WithMissingScopes<BotConnection>): BotConnectionObject {
    return { ...bot, botUsername: login, botUserId: subjectId };
  }
}

@ObjectType('BotConnectionStatus', { description: 'How an account fares on one platform' })
export class BotConnectionStatusObject {
  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field({ description: "Whether a bot should sit in the account's channel; false without one" })
  readonly enabled!: boolean;

  @Field(() => ReasonEnum, { description: 'Who acts there, or why nobody' })
  readonly reason!: ResolutionReason;

  @Field(() => String, { nullable: true, description: "The login of whoever acts there, also the global bot's" })
  readonly botUsername!: string | null;

  @Field(() => BotConnectionObject, { nullable: true, description: "The account's own bot" })
  readonly connection!: BotConnectionObject | null;
}

@ObjectType('AuthorizeResult')
export class AuthorizeResultObject {
  @Field({ description: "The platform's page, for the browser to go to" })
  readonly redirectUrl!: string;

  @Field()
  readonly state!: string;

  @Field()
  readonly expiresAt!: Date;

  static from({ url, state, expiresAt }: BegunConnect): AuthorizeResultObject {
    return { redirectUrl: url, state, expiresAt };
  }
}

@ObjectType('BotToggle')
export class BotToggleObject {
  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field()
  readonly enabled!: boolean;

  static from({ platform, botEnabled }: ChannelConnection): BotToggleObject {
    return { platform, enabled: botEnabled };
  }
}
