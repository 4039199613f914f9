import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../common/access/access.decorator.js';
import { CallerOf, callerOf, type ServiceCaller } from '../../common/access/caller.js';
import { SERVICE_KEY_HEADER } from '../../common/access/credentials.rules.js';
import { looksLikeSecret } from '../../common/crypto/secrets.js';
import { isAcceptedAtOnce } from '../../common/http/accept-at-once.js';
import { Answers } from '../../common/http/answers.decorator.js';
import { Direct } from '../../common/http/direct-route.js';
import { AppConfig } from '../../config/app-config.js';
import { Once, type IdempotentCall } from '../idempotency/index.js';
import { RateLimited } from '../rate-limits/index.js';
import { IdentityDto, IssueLinkTokenDto, ResolveBatchDto } from './dto/identity.dto.js';
import { LinkTokenDto, LinkTokenParam, LinkTokenStatusDto, ProofDto, ProvenDto } from './dto/link-token.dto.js';
import { ResolvedBatchDto, ResolvedDto, ResolvedIdentityDto } from './dto/platform-link.dto.js';
import { LinkConfirmationService } from './link-confirmation.service.js';
import { LINK_TOKENS_PER_IDENTITY, LINK_TOKENS_PER_KEY } from './link-token.limits.js';
import { LinkTokensService } from './link-tokens.service.js';
import { PlatformLinksService } from './platform-links.service.js';

/** What bot services call: who is behind this identity, and how does it become known? */
@ApiTags('Platform linking: bot services')
@Controller('v1/platform-linking')
export class BotLinkingController {
  constructor(
    private readonly tokens: LinkTokensService,
    private readonly confirmation: LinkConfirmationService,
    private readonly links: PlatformLinksService,
    private readonly config: AppConfig,
  ) {}

  @Post('tokens')
  @Access({ kind: 'service', scope: 'linking' })
  @RateLimited(LINK_TOKENS_PER_KEY, LINK_TOKENS_PER_IDENTITY)
  @Answers({
    summary: 'Make a one-time link for a chat identity; an older pending one stops working',
    answer: LinkTokenDto,
    refuses: ['platform_identity_already_linked', 'proof_mode_unavailable', 'secret_already_shown'],
    idempotent: true,
  })
  async issue(
    @Body() body: IssueLinkTokenDto,
    @CallerOf() caller: ServiceCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<LinkTokenDto> {
    return LinkTokenDto.from(await this.tokens.issue(body.toRequest(), caller, call), this.config.linkBaseUrl());
  }

  @Get('tokens/:token/status')
  @Access({ kind: 'service', scope: 'linking' })
  @Answers({ summary: 'What became of a link', answer: LinkTokenStatusDto, refuses: ['link_token_not_found'] })
  async status(@Param() { token }: LinkTokenParam, @CallerOf() caller: ServiceCaller): Promise<LinkTokenStatusDto> {
    return LinkTokenStatusDto.from(await this.tokens.status(token, caller));
  }

  @Post('tokens/:token/proof')
  @Access({ kind: 'service', scope: 'linking' })
  @Answers({
    summary: 'Hand in the code that the identity typed into the chat; five wrong codes kill the link',
    answer: ProvenDto,
    refuses: [
      'link_token_not_found',
      'link_token_used',
      'link_token_expired',
      'link_proof_not_awaited',
      'link_proof_wrong',
      'link_proof_identity_mismatch',
      'platform_identity_linked_to_you',
      'platform_identity_linked_to_another',
      'platform_identity_just_linked',
    ],
    idempotent: true,
  })
  async prove(
    @Param() { token }: LinkTokenParam,
    @Body() body: ProofDto,
    @CallerOf() caller: ServiceCaller,
    @Once() call: IdempotentCall | null,
  ): Promise<ProvenDto> {
    return ProvenDto.from(await this.confirmation.prove(token, body.toProof(), caller, call));
  }

  @Post('resolve')
  @Direct({ foresight: 'foreseeResolve' })
  @Access({ kind: 'service', scope: 'linking' })
  @Answers({ summary: 'Which user is behind this chat identity?', answer: ResolvedDto })
  async resolve(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: IdentityDto,
    foreseen: Promise<string | null> | null,
  ): Promise<void> {
    const userId = await this.links.resolve(body.toIdentity(), callerOf(request) as ServiceCaller, foreseen);
    void reply.send(ResolvedDto.from(userId));
  }

  /** Begins the look-up beside that of the key: one wait instead of two. Only for what looks like a key, so that junk costs nothing. */
  foreseeResolve({ headers, body }: FastifyRequest): Promise<string | null> | null {
    const key = headers[SERVICE_KEY_HEADER];
    if (typeof key !== 'string' || !looksLikeSecret(key, 'svc') || !isAcceptedAtOnce(IdentityDto, body)) return null;
    return this.links.foresee(Object.assign(new IdentityDto(), body).toIdentity());
  }

  @Post('resolve/batch')
  @Access({ kind: 'service', scope: 'linking' })
  @Answers({ summary: 'Which users are behind these chat identities? In the order asked', answer: ResolvedBatchDto })
  async resolveBatch(@Body() body: ResolveBatchDto, @CallerOf() caller: ServiceCaller): Promise<ResolvedBatchDto> {
    const resolve = async (identity: IdentityDto): Promise<ResolvedIdentityDto> =>
      ResolvedIdentityDto.of(identity, await this.links.resolve(identity.toIdentity(), caller));
    return { results: await Promise.all(body.identities.map(resolve)) };
  }
}
