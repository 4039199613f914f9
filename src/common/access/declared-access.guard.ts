import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ACCESS_POLICY, type AccessPolicy } from './access.decorator.js';
import { accessUndeclared, credentialsConflict, headerRepeated } from './access.errors.js';
import { presentedCredential, repeatedHeader } from './credentials.rules.js';
import { requestOf } from '../http/request-of.js';
import { RouteNote } from './route-note.js';

/** First of the guards: closed by default, and one request has one credential. */
@Injectable()
export class DeclaredAccessGuard implements CanActivate {
  private readonly policies = new RouteNote<AccessPolicy>(ACCESS_POLICY);

  canActivate(context: ExecutionContext): boolean {
    const policy = this.policies.of(context);
    if (!policy) throw accessUndeclared();
    const request = requestOf(context);
    const repeated = repeatedHeader(request.raw.rawHeaders, request.headers);
    if (repeated !== null) throw headerRepeated(repeated);
    request.accessPolicy = policy;
    request.credential = presentedCredential(request.headers);
    if (request.credential.kind === 'conflict') throw credentialsConflict();
    return true;
  }
}
