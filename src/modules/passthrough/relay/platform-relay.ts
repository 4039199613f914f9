import { Injectable } from '@nestjs/common';
import { headerRepeated } from '../../../common/access/access.errors.js';
import { AppError } from '../../../common/errors/app-error.js';
import { FreshCredentials, type FreshCredential } from '../../bot-connections/index.js';
import { PlatformAdapters, type ProviderApplication } from '../../providers/index.js';
import type { CallOutcome } from '../call-record.js';
import { credentialRefused, platformTooSlow, platformUnreachable } from '../passthrough.errors.js';
import type { RelayedCall } from '../passthrough.types.js';
import type { Target } from './compose-target.rules.js';
import { ConnectionRoom } from './connection-room.js';
import { Exchange } from './exchange.js';
import { codeOf, unansweredBecause } from './failure.rules.js';
import { PlatformConnections } from './platform-connections.js';
import type { RelayBody } from './relay-body.js';
import { requestHeaders } from './relay-headers.rules.js';
import type { Exchanged } from './relay.types.js';
import { noticeOf } from './notice.js';

export interface RelayWork {
  readonly call: Pick<RelayedCall, 'actor' | 'method' | 'headers' | 'sink' | 'onGone'>;
  readonly ready: ReadyCall;
  /** What became of it; called once. */
  readonly tell: (outcome: CallOutcome) => void;
}

/** A call that may begin. */
export interface ReadyCall {
  readonly application: ProviderApplication;
  readonly credential: FreshCredential;
  readonly target: Target;
  readonly body: RelayBody;
  /** Gives its place beside the other calls of the connection back. */
  readonly leave: () => void;
}

/** Sends a call to its platform and hands the answer on, healing an expired credential on the way. */
@Injectable()
export class PlatformRelay {
  constructor(
    private readonly connections: PlatformConnections,
    private readonly adapters: PlatformAdapters,
    private readonly credentials: FreshCredentials,
    private readonly room: ConnectionRoom,
  ) {}

  /** @throws AppError platform_busy */
  enter(connectionId: string, resource: string): () => void {
    return this.room.enter(connectionId, resource);
  }

  /** @throws AppError platform_unreachable, platform_too_slow, platform_refused_credential, header_repeated, request_too_large */
  async run(work: RelayWork): Promise<void> {
    let last: Exchanged | null = null;
    try {
      last = await this.exchange(work, work.ready.credential);
      if (last.status === 401) last = await this.healed(work, last);
      work.tell({ outcome: last.end, status: last.status, bytes: last.bytes });
    } catch (error) {
      const refusal = refusalOf(error);
      work.tell({ outcome: outcomeOf(refusal), status: last?.status ?? null, bytes: 0 });
      // The caller who went away needs no answer.
      if (refusal !== null) throw refusal;
    }
  }

  /** The platform did not know the token: once, a newer one is tried. */
  private async healed(work: RelayWork, refused: Exchanged): Promise<Exchanged> {
    const { credential, body } = work.ready;
    const newer = await this.newerThan(credential, refused.status);
    if (newer.generation === credential.generation || body.kind === 'stream') throw credentialRefused(refused.status);
    const again = await this.exchange(work, newer);
    if (again.status === 401) throw credentialRefused(again.status);
    return again;
  }

  /** Also a body that cannot be sent again has the credential renewed: the next call then works. */
  private async newerThan(credential: FreshCredential, status: number): Promise<FreshCredential> {
    try {
      return await this.credentials.afterRefusal(credential.ref, credential.generation);
    } catch (error) {
      throw error instanceof AppError ? credentialRefused(status, error.code) : error;
    }
  }

  private async exchange({ call, ready }: RelayWork, credential: FreshCredential): Promise<Exchanged> {
    const { application, target, body } = ready;
    const { method } = call;
    const { platform } = call.actor;
    const ours = this.adapters.adapterOf(platform).apiHeaders(application, credential.accessToken);
    const headers = requestHeaders(call.headers, ours, body.kind !== 'none');
    if (headers === null) throw headerRepeated('headers of the body');
    const { origin, path } = target;
    const dispatcher = this.connections.to(platform, origin);
    const attempt = (): Promise<Exchanged> => {
      const exchange = new Exchange(call.sink);
      call.onGone(() => exchange.leave());
      return exchange.run(dispatcher, { origin, path, method, headers }, body);
    };
    let exchanged: Exchanged;
    try {
      exchanged = await attempt();
    } catch (error) {
      if (!canBeRepeated(method, body, error)) throw error;
      exchanged = await attempt();
    }
    noticeOf(this.room, call.actor, `${method} ${target.resource}`, exchanged);
    return exchanged;
  }
}

/** A platform closes idle connections when it likes: what only reads and met such an end is sent again, on another connection. */
function canBeRepeated(method: string, body: RelayBody, error: unknown): boolean {
  const harmless = body.kind === 'none' && (method === 'GET' || method === 'HEAD');
  return harmless && unansweredBecause(codeOf(error)) === 'broken';
}

/** null: there is nobody left to answer. */
function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === null) return new AppError('unexpected', { cause: error });
  const because = unansweredBecause(code);
  if (because === 'gone') return null;
  return because === 'too_slow' ? platformTooSlow(error) : platformUnreachable(error);
}

function outcomeOf(refusal: AppError | null): CallOutcome['outcome'] {
  if (refusal === null) return 'gone';
  const { code } = refusal;
  return code === 'platform_unreachable' || code === 'platform_too_slow' ? code : 'refused';
}
