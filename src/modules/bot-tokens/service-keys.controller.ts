import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { AppConfig } from '../../config/app-config.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { IssuedServiceKeyDto, ServiceKeyPageDto } from './dto/machine-key-answer.dto.js';
import { IssueServiceKeyDto, KeyIdParam, RotateKeyDto } from './dto/machine-key.dto.js';
import { MachineKeysService } from './machine-keys.service.js';

@ApiTags('Admin')
@Controller('v1/admin/service-keys')
export class ServiceKeysController {
  constructor(
    private readonly keys: MachineKeysService,
    private readonly config: AppConfig,
  ) {}

  @Post()
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Create a service key; its secret is shown once',
    status: 201,
    answer: IssuedServiceKeyDto,
    refuses: ['proof_mode_unavailable', 'secret_already_shown'],
    idempotent: true,
  })
  async issue(
    @Body() body: IssueServiceKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedServiceKeyDto> {
    const key = body.toKey(this.config.production ? 'platform' : 'any');
    return IssuedServiceKeyDto.issued(await this.keys.issue(key, caller, call));
  }

  @Get()
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'List service keys, newest first', answer: ServiceKeyPageDto, refuses: ['cursor_invalid'] })
  async list(@Query() query: PageQuery): Promise<ServiceKeyPageDto> {
    return ServiceKeyPageDto.from(await this.keys.list('service', query));
  }

  @Post(':id/rotate')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Give a service key a new secret; the old one works until the overlap ends',
    answer: IssuedServiceKeyDto,
    refuses: ['key_not_found', 'secret_already_shown'],
    idempotent: true,
  })
  async rotate(
    @Param() { id }: KeyIdParam,
    @Body() body: RotateKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedServiceKeyDto> {
    const target = { kind: 'service', id, overlapSeconds: body.overlap_seconds } as const;
    return IssuedServiceKeyDto.issued(await this.keys.rotate(target, caller, call));
  }

  @Delete(':id')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'Revoke a service key at once', status: 204, answer: null, refuses: ['key_not_found'] })
  async revoke(@Param() { id }: KeyIdParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.keys.revoke('service', id, caller);
  }
}
