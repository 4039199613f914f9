import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsString, Length, ValidateIf } from 'class-validator';

const given = (_dto: object, value: unknown): boolean => value !== undefined && value !== null;

/** graphql.github.io/graphql-over-http: clients send null for what they leave out. */
export class GraphqlQueryDto {
  @ApiProperty({ minLength: 1, maxLength: 10_000, example: '{ botConnections { platform botUsername status } }' })
  @IsString()
  @Length(1, 10_000)
  readonly query!: string;

  @ApiPropertyOptional({
    type: Object,
    additionalProperties: true,
    nullable: true,
    example: { platform: 'twitch' },
  })
  @ValidateIf(given)
  @IsObject()
  readonly variables?: Record<string, unknown> | null;

  @ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: 200, example: 'Bots' })
  @ValidateIf(given)
  @IsString()
  @Length(1, 200)
  readonly operationName?: string | null;

  @ApiPropertyOptional({
    type: Object,
    additionalProperties: true,
    nullable: true,
    description: 'Taken, and not read',
    example: {},
  })
  @ValidateIf(given)
  @IsObject()
  readonly extensions?: Record<string, unknown> | null;
}

/** One refusal. */
interface AnsweredError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export class GraphqlAnswerDto {
  @ApiPropertyOptional({
    type: Object,
    additionalProperties: true,
    nullable: true,
    description: 'Absent when the query was refused as a whole',
    example: { botConnections: [{ platform: 'twitch', botUsername: 'techydrroid', status: 'active' }] },
  })
  readonly data?: Readonly<Record<string, unknown>> | null;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ message: 'Your role does not allow this', extensions: { code: 'permission_missing' } }],
  })
  readonly errors?: readonly AnsweredError[];

  static from({ data, errors }: GraphqlAnswerDto): GraphqlAnswerDto {
    return { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
  }
}
