import { enumOf } from '../../common/http/graphql-enum.js';
import { BOT_PLATFORMS } from '../../common/platforms.js';
import { CONNECTION_STATUSES, RESOLUTION_REASONS } from './connection.types.js';

/** An enum is in the schema once, whoever uses it. */
export const PlatformEnum = enumOf('BotPlatform', BOT_PLATFORMS);
export const BotTypeEnum = enumOf('BotType', ['custom', 'global']);
export const StatusEnum = enumOf('ConnectionStatus', CONNECTION_STATUSES);
export const ReasonEnum = enumOf('BotResolutionReason', RESOLUTION_REASONS);
