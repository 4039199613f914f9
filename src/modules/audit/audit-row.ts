import type { NewAuditEvent } from './audit.repository.js';
import type { AuditEntry } from './audit.types.js';

/** An entry as the row that keeps it. */
export function rowOf(entry: AuditEntry): NewAuditEvent {
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
    action: entry.action,
    targetKind: entry.target?.kind ?? null,
    targetId: entry.target?.id ?? null,
    outcome: entry.outcome ?? 'done',
    requestId: entry.actor.requestId,
    details: entry.details ?? {},
  };
}

/** A person or a bot that says nothing else acts for itself. */
function subjectOf({
  subject,
  actor,
}: AuditEntry): { readonly id: string | null; readonly name: string | null } | null {
  if (subject) return subject;
  return actor.kind === 'human' || actor.kind === 'bot' ? actor : null;
}
