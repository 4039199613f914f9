export type AuditOutcome = 'done' | 'refused' | 'failed';

/** Who did something: a person, a bot user, a bot service or worker (by key), the program itself, or nobody known yet. */
export interface AuditActor {
  readonly kind: 'human' | 'bot' | 'service' | 'worker' | 'system' | 'anonymous';
  readonly id: string | null;
  readonly name: string | null;
  /** The login, API token or key the actor used, when it has an id of its own. */
  readonly tokenId?: string | null;
  readonly requestId: string | null;
}

/** What was done, for whom. Never a secret; platform ids only masked. */
export interface AuditEntry {
  readonly actor: AuditActor;
  /** `noun.verbed`, e.g. `link.created`. */
  readonly action: string;
  /** Whom it was done for; by default the actor, when that is a person or a bot user. */
  readonly subject?: { readonly id: string; readonly name: string | null };
  /** Whom it was done as on a platform, `<platform>:<login>`. */
  readonly onBehalfOf?: string;
  readonly accountId?: string | null;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly outcome?: AuditOutcome;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** One row of the record, as it is read back. */
export interface AuditEventView {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly onBehalfOf: string | null;
  readonly tokenId: string | null;
  readonly accountId: string | null;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly outcome: AuditOutcome;
  readonly requestId: string | null;
  readonly details: object;
}

export type NewAuditEvent = Omit<AuditEventView, 'id' | 'at'>;

/** What several events of one matter have in common. */
export type CommonAuditEntry = Omit<AuditEntry, 'action' | 'outcome'>;
export type CommonAuditColumns = Omit<NewAuditEvent, 'action' | 'outcome' | 'details'>;

export const PROGRAM_ACTOR: AuditActor = { kind: 'system', id: null, name: 'understudy', requestId: null };
