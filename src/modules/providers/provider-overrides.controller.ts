import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { OverrideDto, OverridePageDto, OverrideParams, PutOverrideDto } from './dto/provider-overrides.dto.js';
import { PlatformParam } from './dto/providers.dto.js';
import { ProviderOverridesService } from './provider-overrides.service.js';

@ApiTags('Admin: platforms')
@Controller('v1/admin/providers/:platform/overrides')
export class ProviderOverridesController {
  constructor(private readonly overrides: ProviderOverridesService) {}

  @Get()
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'List the accounts for which flags of a platform differ',
    answer: OverridePageDto,
    refuses: ['cursor_invalid'],
  })
  async list(@Param() { platform }: PlatformParam, @Query() query: PageQuery): Promise<OverridePageDto> {
    return OverridePageDto.from(await this.overrides.list(platform, query));
  }

  @Put(':account')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Set flags of a platform for one account',
    description: 'They win over those of everybody, both ways, but for `stop_all`, which stops everybody.',
    answer: OverrideDto,
    refuses: ['account_not_found'],
    idempotent: true,
  })
  async put(
    @Param() { platform, account }: OverrideParams,
    @Body() body: PutOverrideDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<OverrideDto> {
    const place = { platform, accountId: account };
    return OverrideDto.from(await this.overrides.put(place, body.toOverrides(), caller, call));
  }

  @Delete(':account')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: "Let everybody's flags count for an account again",
    status: 204,
    answer: null,
    refuses: ['provider_override_not_found'],
  })
  async remove(@Param() { platform, account }: OverrideParams, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.overrides.remove({ platform, accountId: account }, caller);
  }
}
