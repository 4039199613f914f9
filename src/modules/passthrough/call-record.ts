import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/access/actor.js';
import type { UserCaller } from '../../common/access/caller.js';
import { Metrics } from '../../common/metrics/metrics.js';
import { actorOf, GatheredAudit, type AuditEntry } from '../audit/index.js';

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

/** `gone`: the caller went away. The others are codes of the catalogue. */
export interface CallOutcome {
  readonly outcome: 'answered' | 'cut' | 'gone' | 'platform_unreachable' | 'platform_too_slow' | 'refused';
  /** Of the platform's last answer; null when none began. */
  readonly status: number | null;
  /** Of the answer's body. */
  readonly bytes: number;
}

/** The record of calls as somebody: an attempt is written before anything is sent, what became of it behind it. */
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

  /** Committed when it returns. @returns how to tell what became of it, once */
  async begin(call: RecordedCall): Promise<(outcome: CallOutcome) => void> {
    const began = performance.now();
    const entry = entryOf(call);
    const attempt = await this.audit.record({ ...entry, action: 'platform_call.begun' });
    return ({ outcome, status, bytes }) => {
      const { platform } = call.actor;
      this.calls(platform, status === null ? outcome : `${Math.floor(status / 100)}xx`);
      this.bytes(bytes, platform);
      const ms = Math.round(performance.now() - began);
      this.audit.recordSoon({
        ...entry,
        action: 'platform_call.ended',
        outcome: outcome === 'answered' ? 'done' : 'failed',
        details: { ...entry.details, attempt, outcome, status, bytes, ms },
      });
    };
  }
}

function entryOf({ caller, accountId, actor, method, resource }: RecordedCall): Omit<AuditEntry, 'action'> {
  return {
    actor: actorOf(caller),
    accountId,
    onBehalfOf: actor.name,
    target: {
      kind: actor.connection.table === 'bot_connections' ? 'bot_connection' : 'channel_connection',
      id: actor.connection.id,
    },
    details: { platform: actor.platform, rule: actor.rule, method, path: resource.slice(0, PATH_CHARACTERS) },
  };
}
