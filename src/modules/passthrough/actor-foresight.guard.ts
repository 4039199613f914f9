import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RouteNote } from '../../common/access/route-note.js';
import { requestOf } from '../../common/http/request-of.js';
import { ActorService, type ActorQuestion } from './actor.service.js';
import type { ActorLookup } from './actor.types.js';
import { ACTS_AS, type ReadAct } from './acts-as.decorator.js';
import { readOnBehalfOf } from './on-behalf-of.rules.js';

interface Begun {
  readonly accountId: string;
  readonly lookup: ActorLookup | Promise<ActorLookup>;
}

/**
 * Stands before the guard that looks up the caller's place in the account, and begins the look-up of who acts beside it: one wait instead
 * of two. It decides nothing. Only OnBehalfOfGuard reads what is found, once the caller may use actors of that very account.
 */
@Injectable()
export class ActorForesightGuard implements CanActivate {
  private readonly begun = new WeakMap<FastifyRequest, Begun>();

  private readonly acts = new RouteNote<ReadAct>(ACTS_AS);

  constructor(private readonly actors: ActorService) {}

  canActivate(context: ExecutionContext): true {
    const read = this.acts.of(context);
    const question = read && questionOf(requestOf(context), read);
    if (!question) return true;
    const lookup = this.begin(question);
    if (lookup) this.begun.set(requestOf(context), { accountId: question.accountId, lookup });
    return true;
  }

  /** null: it cannot be found, which OnBehalfOfGuard finds out again and tells. */
  private begin(question: ActorQuestion): ActorLookup | Promise<ActorLookup> | null {
    try {
      const lookup = this.actors.lookUp(question);
      // Nobody may come for it: the caller is refused before.
      if (lookup instanceof Promise) lookup.catch(() => undefined);
      return lookup;
    } catch {
      return null;
    }
  }

  /** null when nothing was begun for this account. */
  begunFor(request: FastifyRequest, accountId: string): ActorLookup | Promise<ActorLookup> | null {
    const begun = this.begun.get(request);
    return begun?.accountId === accountId ? begun.lookup : null;
  }
}

/** null where the account is not known yet, or the request will be refused anyway. */
function questionOf(request: FastifyRequest, read: ReadAct): ActorQuestion | null {
  const { principal, headers, raw, seen } = request;
  if (principal?.kind !== 'human' && principal?.kind !== 'bot') return null;
  const accountId = principal.token?.accountId ?? null;
  if (accountId === null || headers['x-account-id'] !== undefined) return null;
  const act = read(request);
  const named = readOnBehalfOf(raw.rawHeaders);
  if (act === null || named.kind === 'invalid') return null;
  return { principal, accountId, ...act, named: named.kind === 'named' ? named.name : null, seen };
}
