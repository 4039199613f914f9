import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IfGiven } from '../../../../common/http/if-given.decorator.js';

export class AuthorizeQueryDto {
  @ApiPropertyOptional({
    description: 'Path of the console to come back to, such as `/connections`; anything else leads to the start',
    maxLength: 2048,
    example: '/connections',
  })
  @IfGiven()
  @IsString()
  @MaxLength(2048)
  readonly return_to?: string;
}
