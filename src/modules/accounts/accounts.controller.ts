import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller, type UserCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { PageQuery } from '../../common/paging/page.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { AccountsService } from './accounts.service.js';
import { AccountDto, AccountIdParams, AccountPageDto, ChangeAccountDto, CreateAccountDto } from './dto/account.dto.js';

@ApiTags('Accounts')
@Controller('v1/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @Access({ kind: 'human', token: 'accounts:read', bots: true })
  @Answers({ summary: "List the caller's accounts, oldest first", answer: AccountPageDto, refuses: ['cursor_invalid'] })
  async list(@Query() query: PageQuery, @CallerOf() caller: UserCaller): Promise<AccountPageDto> {
    return AccountPageDto.from(await this.accounts.list(caller.principal, query));
  }

  @Post()
  @Access({ kind: 'human' })
  @Answers({ summary: 'Create an account and own it', status: 201, answer: AccountDto, idempotent: true })
  async create(
    @Body() body: CreateAccountDto,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<AccountDto> {
    const account = { name: body.name, botFallback: body.bot_fallback };
    return AccountDto.from(await this.accounts.create(account, caller, call));
  }

  @Get(':id')
  @Access({ kind: 'account', permission: null, from: 'path', token: 'accounts:read' })
  @Answers({ summary: 'Show an account', answer: AccountDto, refuses: ['account_not_found'] })
  async show(@Param() { id }: AccountIdParams, @CallerOf() caller: UserCaller): Promise<AccountDto> {
    return AccountDto.from(await this.accounts.requireOfMember(id, caller.principal.userId));
  }

  @Patch(':id')
  @Access({ kind: 'account', permission: 'account:manage', from: 'path', token: 'accounts:manage' })
  @Answers({
    summary: 'Change the name or the bot fallback of an account',
    answer: AccountDto,
    refuses: ['account_not_found', 'permission_missing'],
  })
  async change(
    @Param() { id }: AccountIdParams,
    @Body() body: ChangeAccountDto,
    @CallerOf() caller: UserCaller,
  ): Promise<AccountDto> {
    const change = { name: body.name, botFallback: body.bot_fallback };
    return AccountDto.from(await this.accounts.change(id, change, caller));
  }

  @Delete(':id')
  @Access({ kind: 'account', permission: 'account:manage', from: 'path', token: 'accounts:delete' })
  @Answers({
    summary: 'Delete an account and all it holds (owners only)',
    status: 204,
    answer: null,
    refuses: ['account_not_found', 'permission_missing', 'owner_required', 'personal_account'],
  })
  async delete(@Param() { id }: AccountIdParams, @CallerOf() caller: UserCaller): Promise<void> {
    await this.accounts.delete(id, caller);
  }
}
