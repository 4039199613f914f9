import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import type { MessageRequest, SentMessage } from '../messages/message.types.js';
import { ACTING_AS } from './actor.dto.js';

export class SendMessageDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;

  @ApiProperty({
    description: "The platform's id or login of the channel; for YouTube also a video or live chat id",
    example: 'techygarry',
  })
  @Matches(/^[\w.@-]{1,200}$/, { message: 'channel must be an id or a login' })
  readonly channel!: string;

  @ApiProperty({ minLength: 1, maxLength: 20_000, example: 'hello' })
  @IsString()
  @Length(1, 20_000)
  @Matches(/\S/, { message: 'text must say something' })
  readonly text!: string;

  @ApiPropertyOptional({ description: 'Id of the message that is answered', example: 'abc-123' })
  @IfGiven()
  @Matches(/^[\x21-\x7e]{1,200}$/, { message: 'reply_to must be an id of a message' })
  readonly reply_to?: string;

  @ApiPropertyOptional({
    enum: ACTING_AS,
    default: 'self',
    description: "Who speaks where no header names a bot: oneself, or the account's bot (else the global one)",
  })
  @IfGiven()
  @IsIn(ACTING_AS)
  readonly as?: (typeof ACTING_AS)[number];

  @ApiPropertyOptional({ default: false, description: 'Send a text that is too long in up to 10 parts' })
  @IfGiven()
  @IsBoolean()
  readonly split?: boolean;

  toRequest(): MessageRequest {
    const { channel, text, reply_to: replyTo = null, split = false } = this;
    return { channel, text, replyTo, split };
  }
}

export class DeliveryDto {
  @ApiProperty({ type: String, nullable: true, description: "The platform's id of it", example: 'abc-124' })
  readonly id!: string | null;

  @ApiProperty({ description: 'Whether the platform says that it is shown', example: true })
  readonly delivered!: boolean;

  @ApiProperty({ type: String, nullable: true, description: "The platform's word for why not", example: null })
  readonly drop_reason!: string | null;
}

export class SentMessageDto extends DeliveryDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  readonly platform!: string;

  @ApiProperty({ example: 'twitch:techydroid' })
  readonly acting_as!: string;

  @ApiPropertyOptional({ type: [DeliveryDto], description: 'With `split`: each part that was tried' })
  readonly parts?: readonly DeliveryDto[];

  static from({ parts, platform, actingAs, ...whole }: SentMessage, split: boolean): SentMessageDto {
    const deliveryOf = (one: Pick<SentMessage, 'id' | 'delivered' | 'dropReason'>): DeliveryDto => ({
      id: one.id,
      delivered: one.delivered,
      drop_reason: one.dropReason,
    });
    return {
      ...deliveryOf(whole),
      platform,
      acting_as: actingAs,
      ...(split ? { parts: parts.map(deliveryOf) } : {}),
    };
  }
}
