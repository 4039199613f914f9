import { Controller, Get, Header } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Metrics } from '../../common/metrics/metrics.js';

@ApiTags('System')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Access({ kind: 'public' })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @Answers({ summary: 'Prometheus metrics', answer: String })
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
