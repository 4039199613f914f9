export { IdempotencyModule } from './idempotency.module.js';
export { IdempotencyService } from './idempotency.service.js';
export { Once, type IdempotentCall } from './idempotent-call.js';
export { IDEMPOTENCY_SEALED } from './sealed-columns.rules.js';
