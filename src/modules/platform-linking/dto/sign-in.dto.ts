import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { SIGN_IN_PLATFORMS, type SignInPlatform } from '../../../common/platforms.js';

export class SignInParams {
  /** In addresses it is written small. */
  @ApiProperty({ enum: SIGN_IN_PLATFORMS.map((platform) => platform.toLowerCase()), example: 'discord' })
  @Transform(({ value }: { value: unknown }) => String(value).toUpperCase())
  @IsIn(SIGN_IN_PLATFORMS)
  readonly platform!: SignInPlatform;
}
