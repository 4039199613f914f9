import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/access/actor.js';
import type { UserCaller } from '../../common/access/caller.js';
import { AppError } from '../../common/errors/app-error.js';
import { Metrics } from '../../common/metrics/metrics.js';
import type { BotPlatform } from '../../common/platforms.js';
import { actorOf, AuditedMatter, GatheredAudit, type CommonAuditEntry } from '../audit/index.js';

/** Longest path that is written down; nothing real comes near. */
const PATH_CHARACTERS = 512;

export interface RecordedCall {
  readonly caller: UserCaller;
  readonly accountId: string;
  readonly actor: Actor;
  readonly method: string;
  /** Without query: its values may be anything. */
  readonly resource: string;
}

/** A call of which nothing was sent yet. */
export interface WishedCall extends Pick<RecordedCall, 'caller' | 'accountId' | 'method'> {
  readonly platform: BotPlatform;
  /** null: nobody was found yet. */
  readonly actor: Actor | null;
  /** As it was asked for, without query; null where what the platform would be asked is not known yet. */
  readonly path: string | null;
}

/** `gone`: the caller went away. The others are codes of the catalogue. */
export interface CallOutcome {
  readonly outcome: 'answered' | 'cut' | 'gone' | 'platform_unreachable' | 'platform_too_slow' | 'refused';
  /** Of the platform's last answer; null when none began. */
  readonly status: number | null;
  /** Of the answer's body. */
  readonly bytes: number;
}

/**
 * The record of calls as somebody: an attempt is written before anything is sent, what became of it behind it, and what is refused
 * instead of an attempt.
 */
@Injectable()
export class CallRecord {
  private readonly calls;
  private readonly bytes;

  constructor(
    private readonly audit: GatheredAudit,
    metrics: Metrics,
  ) {
    this.calls = metrics.counter('understudy_platform_calls', 'Calls to platforms as somebody', [
      'platform',
      'outcome',
    ]);
    this.bytes = metrics.total('understudy_platform_answer_bytes', 'Bytes of platform answers handed on', ['platform']);
  }

  /**
   * Does what comes before an attempt.
   *
   * @throws what the work throws; a refusal is in the record then
   */
  async beforeSending<T>(call: WishedCall, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError) this.refused(call, error);
      throw error;
    }
  }

  /** Written a moment later: nothing was done that it would have to be committed with. */
  refused({ platform, actor, path, ...call }: WishedCall, { code }: AppError): void {
    this.calls(platform, 'refused');
    const details = { platform, method: call.method, ...(path === null ? {} : { path: cut(path) }), because: code };
    const entry = actor
      ? { ...entryOf({ ...call, actor, resource: '' }), details: { ...details, rule: actor.rule } }
      : { actor: actorOf(call.caller), accountId: call.accountId, details };
    this.audit.recordSoon(new AuditedMatter(entry), 'platform_call.refused', 'refused');
  }

  /** Committed when it returns. @returns how to tell what became of it, once */
  async begin(call: RecordedCall): Promise<(outcome: CallOutcome) => void> {
    const began = performance.now();
    const matter = new AuditedMatter(entryOf(call));
    const attempt = await this.audit.record(matter, 'platform_call.begun');
    return ({ outcome, status, bytes }) => {
      const { platform } = call.actor;
      this.calls(platform, status === null ? outcome : `${Math.floor(status / 100)}xx`);
      this.bytes(bytes, platform);
      const ms = Math.round(performance.now() - began);
      const details = { attempt, outcome, status, bytes, ms };
      this.audit.recordSoon(matter, 'platform_call.ended', outcome === 'answered' ? 'done' : 'failed', details);
    };
  }
}

function entryOf({ caller, accountId, actor, method, resource }: RecordedCall): CommonAuditEntry {
  return {
    actor: actorOf(caller),
    accountId,
    onBehalfOf: actor.name,
    target: {
      kind: actor.connection.table === 'bot_connections' ? 'bot_connection' : 'channel_connection',
      id: actor.connection.id,
    },
    details: { platform: actor.platform, rule: actor.rule, method, path: cut(resource) },
  };
}

const cut = (path: string): string => path.slice(0, PATH_CHARACTERS);
