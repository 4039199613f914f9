export { IdempotencyModule } from './idempotency.module.js';
export { IdempotencyService } from './idempotency.service.js';
export { Once, type IdempotentCall } from './idempotent-call.js';
