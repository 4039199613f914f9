import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { credentialsMissing } from './access.errors.js';
import { requestOf } from '../http/request-of.js';

/**
 * Behind the guards of the credentials: a route that is not public is never reached by nobody, also when no guard answers for its kind
 * of policy.
 */
@Injectable()
export class IdentifiedGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { accessPolicy, principal } = requestOf(context);
    if (accessPolicy?.kind !== 'public' && principal === null) throw credentialsMissing();
    return true;
  }
}
