export { PassthroughModule } from './passthrough.module.js';
export { ActorForesightGuard } from './actor-foresight.guard.js';
export { MessageCarriers, type MessageCarrier } from './messages/message-carriers.js';
export type { Delivery, OutgoingMessage } from './messages/message.types.js';
export type { Asking } from './messages/platform-questions.js';
export { OnBehalfOfGuard } from './on-behalf-of.guard.js';
