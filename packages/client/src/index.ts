export type { UnderstudyOptions } from './api.js';
export type { UiChunk } from './chat/chunks.js';
export { ChatReply, type Trouble } from './chat/reply.js';
export {
  LinkExpired,
  Refused,
  ReplyBroken,
  TurnCancelled,
  TurnFailed,
  UnderstudyError,
  Unreachable,
} from './errors.js';
export { LinkRequest, type LinkStatus } from './link-request.js';
export type { Patience } from './patience.js';
export { Understudy, type ChatOptions, type Identity, type NewLink, type Once, type Person } from './understudy.js';
