import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { credentialsMissing, credentialsRejected, scopeMissing } from '../../common/access/access.errors.js';
import type { ServicePrincipal, ServiceScope } from '../../common/access/principal.js';
import { AppConfig } from '../../config/app-config.js';
import { botApiKeyNotConfigured } from './machine-keys.errors.js';
import { DEVELOPMENT_SERVICE, ServiceKeyCheck } from './service-key-check.js';
import { requestOf } from '../../common/http/request-of.js';

/** Answers for routes of bot services: the one credential is `X-Bot-API-Key`. */
@Injectable()
export class BotApiKeyGuard implements CanActivate {
  constructor(
    private readonly check: ServiceKeyCheck,
    private readonly config: AppConfig,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    if (request.accessPolicy?.kind !== 'service') return true;
    return this.admit(request, request.accessPolicy.scope);
  }

  private async admit(request: FastifyRequest, scope: ServiceScope): Promise<boolean> {
    const { credential } = request;
    const service = credential?.kind === 'service-key' ? await this.check.identify(credential.secret) : null;
    const principal = service ?? (await this.withoutKey(credential?.kind === 'none'));
    if (!principal.scopes.includes(scope)) throw scopeMissing(scope);
    request.principal = principal;
    return true;
  }

  /** With no accepted key: open in development without any key, else a refusal that says what is missing. */
  private async withoutKey(nothingSent: boolean): Promise<ServicePrincipal> {
    if (await this.check.configured()) throw nothingSent ? credentialsMissing() : credentialsRejected();
    if (this.config.settings.ENABLE_AUTH) throw botApiKeyNotConfigured();
    return DEVELOPMENT_SERVICE;
  }
}
