export { AuditModule } from './audit.module.js';
export { AuditService } from './audit.service.js';
export { actorOf } from './audit-actor.js';
export { PROGRAM_ACTOR, type AuditActor, type AuditEntry } from './audit.types.js';
export { GatheredAudit } from './gathered-audit.js';
