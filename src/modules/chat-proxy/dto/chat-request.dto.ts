import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { IfGiven } from '../../../common/http/if-given.decorator.js';
import { PageQuery } from '../../../common/paging/page.js';
import { LINK_PLATFORMS, type LinkPlatform } from '../../../common/platforms.js';
import { namedPerson, type NamedPerson } from '../chat-people.rules.js';
import { CONCURRENCIES, type Concurrency } from '../turns/turn.types.js';

/** Whom a bot service speaks for: `platform` and `platform_user_id`, or `user_id` where the key allows it. */
export class PersonDto {
  @ApiPropertyOptional({ enum: LINK_PLATFORMS, example: 'DISCORD' })
  @IfGiven()
  @IsIn(LINK_PLATFORMS)
  readonly platform?: LinkPlatform;

  @ApiPropertyOptional({
    description: "The platform's immutable id",
    minLength: 1,
    maxLength: 255,
    example: '80351110224678912',
  })
  @IfGiven()
  @IsString()
  @Length(1, 255)
  readonly platform_user_id?: string;

  @ApiPropertyOptional({
    description: 'Instead of both; refused for keys whose `identity_form` is `platform`',
    format: 'uuid',
  })
  @IfGiven()
  @IsUUID()
  readonly user_id?: string;

  /** @throws AppError request_invalid when it is not one of both */
  toPerson(): NamedPerson {
    return namedPerson(this);
  }
}

export class OpenSessionDto extends PersonDto {
  @ApiPropertyOptional({
    type: String,
    description: 'Accepted and ignored',
    nullable: true,
    maxLength: 32_000,
    example: 'hello',
  })
  @IsOptional()
  @IsString()
  @MaxLength(32_000)
  readonly message?: string | null;

  @ApiPropertyOptional({
    description:
      'What happens to a message that arrives while another one is answered: it waits (5 deep), is refused, or interrupts the answer',
    enum: CONCURRENCIES,
    default: 'queue',
  })
  @IfGiven()
  @IsIn(CONCURRENCIES)
  readonly concurrency: Concurrency = 'queue';
}

export class SayDto extends PersonDto {
  @ApiProperty({ minLength: 1, maxLength: 32_000, example: 'What is on my calendar today?' })
  @IsString()
  @Length(1, 32_000)
  readonly message!: string;

  /** null too, which clients send that send every field they know. */
  @ApiPropertyOptional({ type: String, description: 'Absent = a new conversation', nullable: true, format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly session_id?: string | null;
}

export class PersonPageQuery extends IntersectionType(PersonDto, PageQuery) {
  /** Methods do not come along. @throws AppError request_invalid when it is not one of both */
  override toPerson(): NamedPerson {
    return namedPerson(this);
  }
}

export class SessionIdParam {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly session_id!: string;
}

export class TurnParam {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly turn!: string;
}

export class ResumeQuery {
  @ApiPropertyOptional({
    description: 'The id of the last event that is known; as `Last-Event-ID`, which wins. Absent = from the start',
    maxLength: 100,
    example: '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f.000042',
  })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  readonly after?: string;
}
