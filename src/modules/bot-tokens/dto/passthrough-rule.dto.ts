import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, Matches, MaxLength } from 'class-validator';
import { RELAY_METHODS, type RelayMethod } from '../../../common/access/passthrough-rules.js';
import { BOT_PLATFORMS, type BotPlatform } from '../../../common/platforms.js';

/** Plain segments, `*` for any one, and `**` at the end for everything below. */
const PATH = /^(?!$)(?:(?:\*|[\w.~:@!$&'()+,;=-]+)\/)*(?:\*\*|\*|[\w.~:@!$&'()+,;=-]+)$/;

/** One thing that a token may call on a platform. */
export class PassthroughRuleDto {
  @ApiProperty({ enum: BOT_PLATFORMS, example: 'twitch' })
  @IsIn(BOT_PLATFORMS)
  readonly platform!: BotPlatform;

  @ApiProperty({ enum: RELAY_METHODS, isArray: true, description: 'GET allows HEAD', example: ['GET'] })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(RELAY_METHODS, { each: true })
  readonly methods!: RelayMethod[];

  @ApiProperty({
    type: [String],
    description: "Below the platform's API; `*` is one segment, `**` at the end everything below",
    maxItems: 50,
    example: ['users', 'channels/*'],
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @MaxLength(200, { each: true })
  @Matches(PATH, { each: true, message: 'each value in paths must be segments, with * for any one and ** at the end' })
  readonly paths!: string[];
}
