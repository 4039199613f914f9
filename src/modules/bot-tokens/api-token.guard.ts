import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessPolicy } from '../../common/access/access.decorator.js';
import { botUsersDisabled, credentialsMissing, credentialsRejected } from '../../common/access/access.errors.js';
import { requireTokenAccess } from '../../common/access/token-access.js';
import { maskedAddress } from '../../common/http/observe-requests.js';
import { AppConfig } from '../../config/app-config.js';
import { isWithin } from '../../common/http/networks.js';
import { ApiTokenCheck } from './api-token-check.js';
import type { LiveApiToken, TokenPrincipal } from './api-token.types.js';
import { requestOf } from '../../common/http/request-of.js';

const API_TOKEN = /^us_(?:bot|pat)_/;

/** Open to everybody, or answered for by the guards of keys. */
const NOT_FOR_TOKENS: ReadonlySet<AccessPolicy['kind']> = new Set(['public', 'service', 'worker']);

/** Answers for API tokens, of people and of bots; whatever else comes as a bearer is for the session guard. */
@Injectable()
export class ApiTokenGuard implements CanActivate {
  constructor(
    private readonly check: ApiTokenCheck,
    private readonly config: AppConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    const { accessPolicy: policy, credential } = request;
    if (policy === null || NOT_FOR_TOKENS.has(policy.kind)) return true;
    if (credential?.kind === 'bearer' && API_TOKEN.test(credential.secret)) {
      return this.admit(request, policy, credential.secret);
    }
    if (policy.kind !== 'api_token') return true;
    throw credential?.kind === 'none' ? credentialsMissing() : credentialsRejected();
  }

  private async admit(request: FastifyRequest, policy: AccessPolicy, secret: string): Promise<boolean> {
    const checked = await this.check.identify(secret);
    if (checked === null) throw credentialsRejected();
    const { token, seen } = checked;
    const { allowedCidrs, secretLive, user, grant } = token;
    if (allowedCidrs !== null && !isWithin(request.address, allowedCidrs)) throw credentialsRejected();
    // On the rotate route alone a secret that has ended says something: its service tells a retry from a theft.
    if (!secretLive && !rotatesItself(policy)) throw credentialsRejected();
    if (user.kind === 'bot' && !this.config.settings.BOT_USERS_ENABLED) throw botUsersDisabled();
    const principal = principalOf(token);
    request.principal = principal;
    request.seen = seen;
    if (!secretLive) return true;
    requireTokenAccess(policy, principal);
    this.check.noteUse(grant.tokenId, maskedAddress(request.address));
    return true;
  }
}

const rotatesItself = (policy: AccessPolicy): boolean =>
  policy.kind === 'api_token' && policy.token === 'tokens:rotate-self';

function principalOf({ grant, user, owner }: LiveApiToken): TokenPrincipal {
  const { id: userId, username } = user;
  if (owner === null) return { kind: 'human', userId, username, isSystemAdmin: false, loginId: null, token: grant };
  return { kind: 'bot', userId, username, ownerId: owner.id, ownerUsername: owner.username, token: grant };
}
