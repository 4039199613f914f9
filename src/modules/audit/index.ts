export { AuditModule } from './audit.module.js';
export { AuditService } from './audit.service.js';
export { actorOf } from './audit-actor.js';
export { PROGRAM_ACTOR, type AuditActor, type AuditEntry, type CommonAuditEntry } from './audit.types.js';
export { AuditedMatter } from './audit-lines.js';
export { GatheredAudit } from './gathered-audit.js';
