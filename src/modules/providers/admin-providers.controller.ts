import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ChangeProviderDto, PlatformParam, ProviderDto } from './dto/providers.dto.js';
import { ProvidersService } from './providers.service.js';

@ApiTags('Admin: platforms')
@Controller('v1/admin/providers')
export class AdminProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'List the platforms, their applications and flags', answer: [ProviderDto] })
  async list(): Promise<ProviderDto[]> {
    return (await this.providers.list()).map((provider) => ProviderDto.from(provider));
  }

  @Get(':platform')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: "See a platform's application and flags", answer: ProviderDto })
  async get(@Param() { platform }: PlatformParam): Promise<ProviderDto> {
    return ProviderDto.from(await this.providers.get(platform));
  }

  @Put(':platform')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: "Set a platform's application and flags",
    description: 'What is left out stays. Counts at once, on every replica.',
    answer: ProviderDto,
    idempotent: true,
  })
  async change(
    @Param() { platform }: PlatformParam,
    @Body() body: ChangeProviderDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<ProviderDto> {
    return ProviderDto.from(await this.providers.change(platform, body.toChange(), caller, call));
  }
}
