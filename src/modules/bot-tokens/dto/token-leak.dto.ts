import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { JudgedLeak } from '../token-leaks.service.js';

/** For the document alone: what arrives is read by token-leaks.rules.ts, which leaves unknown fields alone. */
export class LeakedTokenDto {
  @ApiProperty({ example: 'us_bot_…' })
  readonly token!: string;

  @ApiPropertyOptional({ example: 'understudy_bot_token' })
  readonly type?: string;

  @ApiPropertyOptional({ example: 'https://github.com/octocat/Hello-World/blob/main/.env' })
  readonly url?: string;

  @ApiPropertyOptional({ example: 'content' })
  readonly source?: string;
}

export class JudgedLeakDto {
  @ApiProperty({ description: 'SHA-256 of the token, base64', example: '3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' })
  readonly token_hash!: string;

  @ApiProperty({ description: 'As it was reported', example: 'understudy_bot_token' })
  readonly token_type!: string;

  @ApiProperty({ enum: ['true_positive', 'false_positive'], example: 'true_positive' })
  readonly label!: 'true_positive' | 'false_positive';

  static from({ secretHash, type, known }: JudgedLeak): JudgedLeakDto {
    return {
      token_hash: secretHash.toString('base64'),
      token_type: type,
      label: known ? 'true_positive' : 'false_positive',
    };
  }
}
