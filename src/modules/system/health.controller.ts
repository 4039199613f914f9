import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { HealthDto, LiveDto } from './dto/health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('System')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get('live')
  @Access({ kind: 'public' })
  @Answers({ summary: 'Is the process alive?', answer: LiveDto })
  live(): LiveDto {
    return { status: 'ok' };
  }

  @Get('ready')
  @Access({ kind: 'public' })
  @Answers({ summary: 'Can the program serve? 503 while it cannot', answer: HealthDto, unready: HealthDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthDto> {
    const health = await this.health.check();
    if (health.status !== 'ok') reply.status(503);
    return health;
  }
}
