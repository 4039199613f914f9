import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length, Matches } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';
import { CALLBACK_KINDS, type BegunConnect, type CallbackKind } from '../connect/connect.types.js';

/** What can stand in a header; a pasted one may begin with `Bot `. */
const STATIC_TOKEN = /^[\x20-\x7e]+$/;

export class PlatformParam {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;
}

export class CallbackParams extends PlatformParam {
  @ApiProperty({ enum: CALLBACK_KINDS, description: '`bot` for global bots too', example: 'bot' })
  @IsIn(CALLBACK_KINDS)
  readonly kind!: CallbackKind;
}

export class ExchangeDto {
  @ApiProperty({ description: 'As the platform sent it back', minLength: 1, maxLength: 2048, example: 'k9x2w7' })
  @IsString()
  @Length(1, 2048)
  readonly code!: string;

  @ApiProperty({
    description: 'As `authorize` answered it, and the platform sent it back',
    minLength: 1,
    maxLength: 512,
    example: 'Zr0H3gT6yJ5l2kPqVvN8sXcBfWmEaUdO1iKtRe4hQ7o',
  })
  @IsString()
  @Length(1, 512)
  readonly state!: string;

  @ApiPropertyOptional({
    description: 'RFC 9207, where the platform sends it',
    minLength: 1,
    maxLength: 512,
    example: 'https://accounts.google.com',
  })
  @IfGiven()
  @IsString()
  @Length(1, 512)
  readonly iss?: string;
}

export class StaticTokenDto {
  @ApiProperty({
    description: "The bot's token from the developer portal; a leading `Bot ` is dropped",
    minLength: 1,
    maxLength: 512,
    pattern: STATIC_TOKEN.source,
    writeOnly: true,
    example: 'ODAzNTExMTAyMjQ2Nzg5MTI.GAbCdE.0123456789abcdefghijklmnopqrstuvwxyzAB',
  })
  @IsString()
  @Length(1, 512)
  @Matches(STATIC_TOKEN)
  readonly token!: string;
}

export class ToggleBotDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;

  @ApiProperty({ example: false })
  @IsBoolean()
  readonly enabled!: boolean;
}

export class AttachBotDto {
  @ApiProperty({ description: 'Id or username of one of my bot users', example: 'bot-helper' })
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9_.-]{0,63}$/i, { message: 'bot must be an id or a username' })
  readonly bot!: string;
}

export class AuthorizeDto {
  @ApiProperty({
    format: 'uri',
    description: "The platform's page, for the browser to go to",
    example: 'https://id.twitch.tv/oauth2/authorize?client_id=abc&state=Zr0H3gT6',
  })
  readonly url!: string;

  @ApiProperty({ example: 'Zr0H3gT6yJ5l2kPqVvN8sXcBfWmEaUdO1iKtRe4hQ7o' })
  readonly state!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:40:00.000Z' })
  readonly expires_at!: string;

  static from({ url, state, expiresAt }: BegunConnect): AuthorizeDto {
    return { url, state, expires_at: expiresAt.toISOString() };
  }
}
