import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { PassthroughEnvironment } from './passthrough-environment.js';
import { Variable } from './variable.js';

/** What concerns conversations with the assistant. */
export class ChatEnvironment extends PassthroughEnvironment {
  @Variable('seconds of silence after which a stream sends a keepalive comment', '15')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(30)
  readonly CHAT_KEEPALIVE_SECONDS!: number;

  @Variable('seconds an answer may take at most', '600')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3600)
  readonly CHAT_TURN_SECONDS!: number;

  @Variable('tokens of earlier conversation that the assistant sees at most (estimated, 4 characters each)', '8000')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly CHAT_HISTORY_TOKENS!: number;

  @Variable('days after its last message that a conversation is kept; unset = until it is erased', null)
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly CHAT_RETENTION_DAYS!: number | null;

  @Variable('tokens one person may use in a day (UTC); unset = as many as they like', null)
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly CHAT_DAILY_TOKENS_PER_USER!: number | null;

  @Variable('tokens the people of one service key may use together in a day (UTC); unset = as many as they like', null)
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly CHAT_DAILY_TOKENS_PER_KEY!: number | null;

  @Variable('streams that may be open at once on each replica', '10000')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly CHAT_MAX_STREAMS!: number;
}
