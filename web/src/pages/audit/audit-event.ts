import type { Schemas } from '../../api/client';

export type AuditEvent = Schemas['AuditEventDto'];
