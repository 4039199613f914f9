import { Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, type HumanCaller } from '../../common/access/caller.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { ConfirmedDto, LinkTokenInfoDto, LinkTokenParam, SuccessDto } from './dto/link-token.dto.js';
import { LinkIdParam, PlatformLinkDto } from './dto/platform-link.dto.js';
import { LinkConfirmationService } from './link-confirmation.service.js';
import { LinkTokensService } from './link-tokens.service.js';
import { PlatformLinksService } from './platform-links.service.js';
import { SignInCookie } from './sign-in/sign-in-cookie.js';

/** What people call: see who asks, confirm or decline, list and remove links. */
@ApiTags('Platform linking: people')
@Controller('v1/platform-linking')
export class MyLinksController {
  constructor(
    private readonly tokens: LinkTokensService,
    private readonly confirmation: LinkConfirmationService,
    private readonly links: PlatformLinksService,
    private readonly cookie: SignInCookie,
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
      'With a key that demands the proof `code` the answer holds a code, and the link exists only after it came back from the chat. ' +
      'With `platform` it holds the address where the person signs in, and sets a cookie: only in this browser the sign-in proves the ' +
      'link. Asked again, it answers another address, and the one before ends.',
    answer: ConfirmedDto,
    refuses: [
      'link_token_not_found',
      'link_token_used',
      'link_token_expired',
      'platform_identity_linked_to_you',
      'platform_identity_linked_to_another',
      'platform_identity_just_linked',
      'proof_mode_unavailable',
    ],
    idempotent: true,
  })
  async confirm(
    @Param() { token }: LinkTokenParam,
    @CallerOf() caller: HumanCaller,
    @Once() call: IdempotentCall | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConfirmedDto> {
    const confirmation = await this.confirmation.confirm(token, caller, this.cookie.recognise(request), call);
    const { needed } = confirmation;
    // As it was answered the first time: a repeat must lead to a browser that is recognised, too.
    if (needed && 'browser' in needed) this.cookie.set(reply, needed.browser);
    return ConfirmedDto.from(confirmation);
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
