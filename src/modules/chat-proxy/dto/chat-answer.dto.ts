import { ApiProperty } from '@nestjs/swagger';
import type { Page } from '../../../common/paging/page.js';
import type { MessageView, SessionView } from '../history/history.types.js';
import {
  CONCURRENCIES,
  END_STATES,
  TURN_STATES,
  type Concurrency,
  type EndState,
  type TurnState,
  type TurnView,
} from '../turns/turn.types.js';

const ID = '0199c8a0-7b1e-7cc3-8f5e-3c9a1d2b4e6f';
const TIME = '2026-11-20T09:30:00.000Z';

export class OpenedSessionDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly session_id!: string;
}

interface Counted {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly usageEstimated: boolean | null;
}

export class UsageDto {
  @ApiProperty({ type: 'integer', example: 512 })
  readonly input_tokens!: number;

  @ApiProperty({ type: 'integer', example: 64 })
  readonly output_tokens!: number;

  @ApiProperty({ description: 'Counted here, as the assistant did not say', example: false })
  readonly estimated!: boolean;

  static from({ inputTokens, outputTokens, usageEstimated }: Counted): UsageDto | null {
    if (inputTokens === null || outputTokens === null) return null;
    return { input_tokens: inputTokens, output_tokens: outputTokens, estimated: usageEstimated ?? true };
  }
}

export class TurnDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ format: 'uuid', example: ID })
  readonly session_id!: string;

  @ApiProperty({ description: 'The id of the answer', format: 'uuid', example: ID })
  readonly message_id!: string;

  @ApiProperty({ enum: TURN_STATES, example: 'completed' })
  readonly status!: TurnState;

  @ApiProperty({ description: 'The answer, as far as there is one', example: 'Two meetings, and lunch with Charles.' })
  readonly text!: string;

  @ApiProperty({ type: String, description: 'Why there is no whole answer', nullable: true, example: null })
  readonly error_code!: string | null;

  @ApiProperty({ type: UsageDto, nullable: true })
  readonly usage!: UsageDto | null;

  @ApiProperty({ format: 'date-time', example: TIME })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: TIME })
  readonly started_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: TIME })
  readonly ended_at!: string | null;

  static from(turn: TurnView, text: string): TurnDto {
    return {
      id: turn.id,
      session_id: turn.sessionId,
      message_id: turn.answerId,
      status: turn.state,
      text,
      error_code: turn.errorCode,
      usage: UsageDto.from(turn),
      created_at: turn.createdAt.toISOString(),
      started_at: turn.startedAt?.toISOString() ?? null,
      ended_at: turn.endedAt?.toISOString() ?? null,
    };
  }
}

export class ChatSessionDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ enum: CONCURRENCIES, example: 'queue' })
  readonly concurrency!: Concurrency;

  @ApiProperty({ format: 'date-time', example: TIME })
  readonly created_at!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  readonly last_used_at!: string;

  static from({ id, concurrency, createdAt, lastUsedAt }: SessionView): ChatSessionDto {
    return { id, concurrency, created_at: createdAt.toISOString(), last_used_at: lastUsedAt.toISOString() };
  }
}

export class ChatSessionPageDto {
  @ApiProperty({ type: [ChatSessionDto] })
  readonly items!: readonly ChatSessionDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from({ items, nextCursor }: Page<SessionView>): ChatSessionPageDto {
    return { items: items.map((session) => ChatSessionDto.from(session)), next_cursor: nextCursor };
  }
}

export class ChatMessageDto {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ format: 'uuid', example: ID })
  readonly session_id!: string;

  @ApiProperty({ format: 'uuid', example: ID })
  readonly turn_id!: string;

  @ApiProperty({ enum: ['user', 'assistant'], example: 'user' })
  readonly role!: 'user' | 'assistant';

  @ApiProperty({ example: 'What is on my calendar today?' })
  readonly text!: string;

  @ApiProperty({ description: 'How the answer ended', enum: END_STATES, example: 'completed' })
  readonly status!: EndState;

  @ApiProperty({ description: 'Of answers', type: UsageDto, nullable: true })
  readonly usage!: UsageDto | null;

  @ApiProperty({ format: 'date-time', example: TIME })
  readonly created_at!: string;

  static from(message: MessageView): ChatMessageDto {
    const { id, sessionId, turnId, role, text, status, createdAt } = message;
    return {
      id,
      session_id: sessionId,
      turn_id: turnId,
      role,
      text,
      status,
      usage: UsageDto.from(message),
      created_at: createdAt.toISOString(),
    };
  }
}

export class ChatMessagePageDto {
  @ApiProperty({ type: [ChatMessageDto] })
  readonly items!: readonly ChatMessageDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly next_cursor!: string | null;

  static from({ items, nextCursor }: Page<MessageView>): ChatMessagePageDto {
    return { items: items.map((message) => ChatMessageDto.from(message)), next_cursor: nextCursor };
  }
}
