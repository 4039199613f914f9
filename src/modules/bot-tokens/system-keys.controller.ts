import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { IssuedSystemKeyDto, SystemKeyPageDto } from './dto/machine-key-answer.dto.js';
import { IssueSystemKeyDto, KeyIdParam, RotateKeyDto } from './dto/machine-key.dto.js';
import { MachineKeysService } from './machine-keys.service.js';

@ApiTags('Admin')
@Controller('v1/admin/system-keys')
export class SystemKeysController {
  constructor(private readonly keys: MachineKeysService) {}

  @Post()
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Create a system key; its secret is shown once',
    status: 201,
    answer: IssuedSystemKeyDto,
    refuses: ['secret_already_shown'],
    idempotent: true,
  })
  async issue(
    @Body() body: IssueSystemKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedSystemKeyDto> {
    return IssuedSystemKeyDto.issued(await this.keys.issue(body.toKey(), caller, call));
  }

  @Get()
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'List system keys, newest first', answer: SystemKeyPageDto, refuses: ['cursor_invalid'] })
  async list(@Query() query: PageQuery): Promise<SystemKeyPageDto> {
    return SystemKeyPageDto.from(await this.keys.list('system', query));
  }

  @Post(':id/rotate')
  @Access({ kind: 'system_admin' })
  @Answers({
    summary: 'Give a system key a new secret; the old one works until the overlap ends',
    answer: IssuedSystemKeyDto,
    refuses: ['key_not_found', 'secret_already_shown'],
    idempotent: true,
  })
  async rotate(
    @Param() { id }: KeyIdParam,
    @Body() body: RotateKeyDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<IssuedSystemKeyDto> {
    const target = { kind: 'system', id, overlapSeconds: body.overlap_seconds } as const;
    return IssuedSystemKeyDto.issued(await this.keys.rotate(target, caller, call));
  }

  @Delete(':id')
  @Access({ kind: 'system_admin' })
  @Answers({ summary: 'Revoke a system key at once', status: 204, answer: null, refuses: ['key_not_found'] })
  async revoke(@Param() { id }: KeyIdParam, @CallerOf() caller: HumanCaller): Promise<void> {
    await this.keys.revoke('system', id, caller);
  }
}
