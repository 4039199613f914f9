import type { AuditEntry, CommonAuditColumns, CommonAuditEntry, NewAuditEvent } from './audit.types.js';

/** An entry as the row that keeps it. */
export function rowOf(entry: AuditEntry): NewAuditEvent {
  const { action, outcome = 'done', details = {} } = entry;
  return { ...commonColumnsOf(entry), action, outcome, details };
}

/** What each row has that tells of the same matter. */
export function commonColumnsOf(entry: CommonAuditEntry): CommonAuditColumns {
  const subject = subjectOf(entry);
  return {
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    subjectId: subject?.id ?? null,
    subjectName: subject?.name ?? null,
    onBehalfOf: entry.onBehalfOf ?? null,
    tokenId: entry.actor.tokenId ?? null,
    accountId: entry.accountId ?? null,
    targetKind: entry.target?.kind ?? null,
    targetId: entry.target?.id ?? null,
    requestId: entry.actor.requestId,
  };
}

/** A person or a bot that says nothing else acts for itself. */
function subjectOf({
  subject,
  actor,
}: CommonAuditEntry): { readonly id: string | null; readonly name: string | null } | null {
  if (subject) return subject;
  return actor.kind === 'human' || actor.kind === 'bot' ? actor : null;
}
