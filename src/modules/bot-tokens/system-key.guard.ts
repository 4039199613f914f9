import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { credentialsMissing, credentialsRejected } from '../../common/access/access.errors.js';
import { requestOf } from '../../common/http/request-of.js';
import { SystemKeyCheck } from './system-key-check.js';

/** Answers for routes of bot workers: the one credential is a system key, as a bearer. */
@Injectable()
export class SystemKeyGuard implements CanActivate {
  constructor(private readonly check: SystemKeyCheck) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = requestOf(context);
    return request.accessPolicy?.kind === 'worker' ? this.admit(request) : true;
  }

  private async admit(request: FastifyRequest): Promise<boolean> {
    const { credential } = request;
    if (credential?.kind === 'none') throw credentialsMissing();
    const worker = credential?.kind === 'bearer' ? await this.check.identify(credential.secret) : null;
    if (worker === null) throw credentialsRejected();
    request.principal = worker;
    return true;
  }
}
