import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/errors/app-error.js';
import { requestInvalid } from '../../../common/errors/request.errors.js';
import type { IdempotentCall } from '../../idempotency/index.js';
import { CallRecord } from '../call-record.js';
import { callNotAllowed, messageTooLong, missingScope } from '../passthrough.errors.js';
import { isWithinReach } from '../token-reach.rules.js';
import type { AskPlatform, ChatSender, Delivery, MessageRequest, SentMessage } from './message.types.js';
import { MessageCarriers } from './message-carriers.js';
import { PlatformQuestions, type Asking } from './platform-questions.js';
import { SendOnce } from './send-once.js';
import { SENDERS } from './senders.js';
import { lengthOf, splitText } from './split-text.rules.js';

/** Parts of one request. More would read like a flood, to people and to platforms. */
const MAX_PARTS = 10;

const NONCE_CHARACTERS = 25;

/** Says something in a chat, on any platform. */
@Injectable()
export class ChatMessagesService {
  constructor(
    private readonly carriers: MessageCarriers,
    private readonly questions: PlatformQuestions,
    private readonly once: SendOnce,
    private readonly record: CallRecord,
  ) {}

  /**
   * @throws AppError missing_scope, passthrough_not_allowed, message_too_long, message_refused, chat_not_found, message_outcome_unknown,
   * and what calling the platform may be refused with
   */
  async send(request: MessageRequest, asking: Asking, call: IdempotentCall | null): Promise<SentMessage> {
    const { actor } = asking;
    const sender = SENDERS[actor.platform];
    const wish = { ...asking, platform: actor.platform, method: 'POST', path: sender.resource(request.channel) };
    const texts = await this.record.beforeSending(wish, () => {
      requireReach(sender, request, asking);
      return partsOf(request, sender);
    });
    // The same key for another actor is another request.
    const named = call && { ...call, fingerprint: `${call.fingerprint} ${actor.connection.id}` };
    const nonce = call ? call.id.toString('base64url') : null;
    const inner = this.questions.as(asking);
    let begun = false;
    const ask: AskPlatform = (question) => {
      begun ||= question.method === 'POST';
      return inner(question);
    };
    const run = async (): Promise<SentMessage> => {
      const parts = await sendAll(texts, async (text, i) => {
        const partNonce = nonce && `${i}${nonce}`.slice(0, NONCE_CHARACTERS);
        const { channel, replyTo } = request;
        const message = { channel, text, replyTo: i === 0 ? replyTo : null, nonce: partNonce };
        const carried = await this.carriers.carry(message, asking).catch((error: unknown) => {
          begun = true;
          throw error;
        });
        return carried ?? sender.send(message, { subjectId: actor.subjectId }, ask);
      });
      return summaryOf(parts, asking);
    };
    return this.once.run(named, { run, begun: () => begun });
  }
}

/** @throws AppError missing_scope, passthrough_not_allowed, request_invalid */
function requireReach(sender: ChatSender, { channel, replyTo }: MessageRequest, { actor, caller }: Asking): void {
  if (sender.scope !== null && !actor.scopes.includes(sender.scope)) throw missingScope(sender.scope);
  const { platform } = actor;
  const resource = sender.resource(channel);
  const rules = caller.principal.token?.passthroughRules ?? null;
  if (!isWithinReach(rules, { platform, method: 'POST', resource })) throw callNotAllowed();
  if (replyTo === null || sender.canReply) return;
  throw requestInvalid([{ path: 'reply_to', code: 'not_supported', message: `${platform} has no replies` }]);
}

/** @throws AppError message_too_long */
function partsOf({ text, split }: MessageRequest, { maxCharacters }: ChatSender): string[] {
  if (lengthOf(text) <= maxCharacters) return [text];
  const parts = split ? splitText(text, maxCharacters) : [];
  if (parts.length === 0 || parts.length > MAX_PARTS) throw messageTooLong(maxCharacters * (split ? MAX_PARTS : 1));
  return parts;
}

/** In their order, up to the first that is not shown. What fails behind a part that was shown is told, not thrown: a repeat would say it twice. */
async function sendAll(
  texts: readonly string[],
  send: (text: string, i: number) => Promise<Delivery>,
): Promise<Delivery[]> {
  const parts: Delivery[] = [];
  for (const [i, text] of texts.entries()) {
    const part = await send(text, i).catch((error: unknown): Delivery => {
      if (i === 0 || !(error instanceof AppError)) throw error;
      return { id: null, delivered: false, dropReason: error.code };
    });
    parts.push(part);
    if (!part.delivered) break;
  }
  return parts;
}

function summaryOf(parts: readonly Delivery[], { actor }: Asking): SentMessage {
  const missed = parts.find(({ delivered }) => !delivered);
  return {
    id: parts[0]?.id ?? null,
    delivered: missed === undefined,
    dropReason: missed?.dropReason ?? null,
    platform: actor.platform,
    actingAs: actor.name,
    parts,
  };
}
