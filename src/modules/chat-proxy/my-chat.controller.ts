import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { ChatMessagePageDto } from './dto/chat-answer.dto.js';
import { ChatHistory } from './history/chat-history.service.js';

/** A person's own conversations, whatever bot they were held through. */
@ApiTags('Chat: people')
@Controller('v1/me/chat')
export class MyChatController {
  constructor(private readonly history: ChatHistory) {}

  @Get()
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Export all my messages and answers, newest first',
    answer: ChatMessagePageDto,
    refuses: ['cursor_invalid'],
  })
  async exportMyChat(@Query() query: PageQuery, @CallerOf() { principal }: HumanCaller): Promise<ChatMessagePageDto> {
    return ChatMessagePageDto.from(await this.history.exportOf(principal.userId, query));
  }

  @Delete()
  @Access({ kind: 'human' })
  @Answers({ summary: 'Erase all my conversations, and end what is being answered', status: 204, answer: null })
  async eraseMyChat(@CallerOf() caller: HumanCaller): Promise<void> {
    await this.history.erase(caller.principal.userId, caller);
  }
}
