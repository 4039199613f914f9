import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ConfirmedDto, LinkTokenInfoDto, LinkTokenParam, SuccessDto } from './dto/link-token.dto.js';
import { LinkIdParam, PlatformLinkDto } from './dto/platform-link.dto.js';
import { LinkConfirmationService } from './link-confirmation.service.js';
import { LinkTokensService } from './link-tokens.service.js';
import { PlatformLinksService } from './platform-links.service.js';

/** What people call: see who asks, confirm or decline, list and remove links. */
@ApiTags('Platform linking: people')
@Controller('v1/platform-linking')
export class MyLinksController {
  constructor(
    private readonly tokens: LinkTokensService,
    private readonly confirmation: LinkConfirmationService,
    private readonly links: PlatformLinksService,
  ) {}

  @Get('tokens/:token/info')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Who asks for this link? Reading it changes nothing',
    answer: LinkTokenInfoDto,
    refuses: ['link_token_not_found', 'link_token_used', 'link_token_expired'],
  })
  async info(@Param() { token }: LinkTokenParam, @CallerOf() caller: HumanCaller): Promise<LinkTokenInfoDto> {
    return LinkTokenInfoDto.from(await this.tokens.info(token, caller));
  }

  @Post('tokens/:token/confirm')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'Give this chat identity access to my account',
    description:
      'With a key that demands two-sided proof the answer holds a code, and the link exists only after it came back from the chat.',
    answer: ConfirmedDto,
    refuses: [
      'link_token_not_found',
      'link_token_used',
      'link_token_expired',
      'platform_identity_linked_to_you',
      'platform_identity_linked_to_another',
      'platform_identity_just_linked',
    ],
    idempotent: true,
  })
  async confirm(
    @Param() { token }: LinkTokenParam,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<ConfirmedDto> {
    return ConfirmedDto.from(await this.confirmation.confirm(token, caller, call));
  }

  @Post('tokens/:token/decline')
  @Access({ kind: 'human' })
  @Answers({
    summary: 'I did not ask for this: close the link for good',
    answer: SuccessDto,
    refuses: ['link_token_not_found', 'link_token_used', 'link_token_expired'],
  })
  async decline(@Param() { token }: LinkTokenParam, @CallerOf() caller: HumanCaller): Promise<SuccessDto> {
    await this.confirmation.decline(token, caller);
    return { success: true };
  }

  @Get('links')
  @Access({ kind: 'human', token: 'links:read' })
  @Answers({ summary: 'My linked chat identities, newest first', answer: [PlatformLinkDto] })
  async list(@CallerOf() caller: HumanCaller): Promise<PlatformLinkDto[]> {
    const links = await this.links.list(caller.principal.userId);
    return links.map((link) => PlatformLinkDto.from(link));
  }

  @Delete('links/:id')
  @Access({ kind: 'human', token: 'links:manage' })
  @Answers({
    summary: 'Remove one of my links',
    answer: SuccessDto,
    refuses: ['platform_link_not_found', 'platform_link_not_yours'],
  })
  async remove(@Param() { id }: LinkIdParam, @CallerOf() caller: HumanCaller): Promise<SuccessDto> {
    await this.links.remove(id, caller);
    return { success: true };
  }
}
