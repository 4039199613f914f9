import { Field, ID, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../../common/http/graphql-enum.js';
import type { BotPlatform } from '../../../common/platforms.js';
import type { BotChannel, BotConnection, BotType, ResolutionReason } from '../../bot-connections/index.js';
import { BotTypeEnum, PlatformEnum, ReasonEnum } from '../../bot-connections/index.js';
import type { BotStatus } from '../bot-status.service.js';
import {
  BOT_STATES,
  COMMAND_KINDS,
  COMMAND_STATUSES,
  USER_ACTIONS,
  type BotCommand,
  type BotState,
  type CommandKind,
  type CommandStatus,
  type UserAction,
} from '../worker.types.js';

const StateEnum = enumOf('BotState', BOT_STATES);
const ActionEnum = enumOf('BotUserAction', USER_ACTIONS);
const DesiredEnum = enumOf('BotDesired', ['present', 'absent']);
const KindEnum = enumOf('BotCommandKind', COMMAND_KINDS);
const CommandStatusEnum = enumOf('BotCommandStatus', COMMAND_STATUSES);

@ObjectType('BotStatus')
export class BotStatusObject {
  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field(() => Boolean, { nullable: true })
  readonly enabled!: boolean | null;

  @Field(() => BotTypeEnum, { nullable: true })
  readonly botType!: BotType | null;

  @Field(() => String, { nullable: true })
  readonly botUsername!: string | null;

  @Field(() => DesiredEnum)
  readonly desired!: 'present' | 'absent';

  @Field(() => StateEnum)
  readonly state!: BotState;

  @Field(() => String, { nullable: true })
  readonly stateCode!: string | null;

  @Field(() => ActionEnum, { nullable: true })
  readonly userAction!: UserAction | null;

  @Field(() => Date, { nullable: true })
  readonly since!: Date | null;

  @Field(() => Date, { nullable: true })
  readonly lastSeenAt!: Date | null;

  @Field(() => String, { nullable: true })
  readonly worker!: string | null;

  static from({ code, ...status }: BotStatus): BotStatusObject {
    return { ...status, stateCode: code };
  }
}

@ObjectType('BotCommand')
export class BotCommandObject {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => KindEnum)
  readonly kind!: CommandKind;

  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field(() => CommandStatusEnum)
  readonly status!: CommandStatus;

  @Field(() => String, { nullable: true })
  readonly code!: string | null;

  @Field()
  readonly createdAt!: Date;

  @Field()
  readonly deadline!: Date;

  static from({ id, kind, platform, status, code, createdAt, deadline }: BotCommand): BotCommandObject {
    return { id, kind, platform, status, code, createdAt, deadline };
  }
}

@ObjectType('BotSpeaker')
export class BotSpeakerObject {
  @Field(() => ID)
  readonly id!: string;

  @Field(() => BotTypeEnum)
  readonly botType!: BotType;

  @Field()
  readonly login!: string;

  @Field(() => ID)
  readonly userId!: string;

  static from({ id, botType, login, subjectId }: BotConnection): BotSpeakerObject {
    return { id, botType, login, userId: subjectId };
  }
}

@ObjectType('BotChannel')
export class BotChannelObject {
  @Field(() => ID)
  readonly accountId!: string;

  @Field(() => PlatformEnum)
  readonly platform!: BotPlatform;

  @Field(() => ID)
  readonly channelId!: string;

  @Field()
  readonly channelLogin!: string;

  @Field(() => ReasonEnum)
  readonly reason!: ResolutionReason;

  @Field(() => BotSpeakerObject, { nullable: true })
  readonly connection!: BotSpeakerObject | null;

  static from({ channel, resolution: { reason, connection } }: BotChannel): BotChannelObject {
    return {
      accountId: channel.accountId,
      platform: channel.platform,
      channelId: channel.subjectId,
      channelLogin: channel.login,
      reason,
      connection: connection && BotSpeakerObject.from(connection),
    };
  }
}

@ObjectType('BotChannelPage')
export class BotChannelPageObject {
  @Field(() => [BotChannelObject])
  readonly items!: readonly BotChannelObject[];

  @Field(() => String, { nullable: true })
  readonly nextCursor!: string | null;
}
