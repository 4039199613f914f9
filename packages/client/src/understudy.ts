import { Api, type Call, type UnderstudyOptions } from './api.js';
import { ChatReply } from './chat/reply.js';
import { ReplyBroken } from './errors.js';
import type { components } from './generated/openapi.js';
import { LinkRequest } from './link-request.js';

type Schemas = components['schemas'];

/** Somebody on a platform, by the id that never changes. */
export type Identity = Schemas['IdentityDto'];

/** Who speaks: an identity, or (for keys that may) a user. */
export type Person = Identity | Readonly<Required<Pick<Schemas['SayDto'], 'user_id'>>>;

export type NewLink = Schemas['IssueLinkTokenDto'];

export interface Once {
  /**
   * What makes a repeat the same call, as `discord:<message id>`: a second one with it changes nothing and gets the same result.
   * Default: a new one for each call, which covers the repeats this package makes itself.
   */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface ChatOptions extends Once {
  /** The conversation to go on with; a new one begins without it. */
  readonly sessionId?: string;
}

/** What a bot service needs. One for the whole process; it keeps no state of its own. */
export class Understudy {
  private readonly api: Api;

  constructor(options: UnderstudyOptions) {
    this.api = new Api(options);
  }

  /** @returns the user behind this identity at this very moment, or null. Ask on each message. */
  async resolve(identity: Identity, signal?: AbortSignal): Promise<string | null> {
    const { platform, platform_user_id } = identity;
    const body = { platform, platform_user_id };
    const resolved = await this.api.json<Schemas['ResolvedDto']>('POST', '/resolve', { body, signal });
    return resolved.user_id;
  }

  /** Makes a one-time link for an identity that is nobody's yet; an older one stops working. */
  async link(identity: NewLink, options: Once = {}): Promise<LinkRequest> {
    return new LinkRequest(this.api, await this.api.json('POST', '/tokens', onceOnly(identity, options)));
  }

  /** Makes a conversation without saying anything in it. */
  async startSession(person: Person, options: Once = {}): Promise<string> {
    const body: Partial<Schemas['OpenSessionDto']> = person;
    const call = onceOnly(body, options);
    const { session_id } = await this.api.json<Schemas['OpenedSessionDto']>('POST', '/chat/session', call);
    return session_id;
  }

  /**
   * Says something to the assistant. Resolves when Understudy has taken the message (it is stored then, and answered whether somebody
   * reads the reply or not). `signal` stops the turn, too; aborted before this resolves, the message may be taken all the same.
   * @throws Refused (`user_has_no_links`, `rate_limited` …), Unreachable
   */
  async chat(person: Person, message: string, options: ChatOptions = {}): Promise<ChatReply> {
    const { sessionId, signal } = options;
    const body: Schemas['SayDto'] = {
      ...person,
      message,
      ...(sessionId === undefined ? {} : { session_id: sessionId }),
    };
    const call = onceOnly(body, options);
    const response = await this.api.open('POST', '/chat/stream', {
      ...call,
      headers: { ...call.headers, accept: 'text/event-stream' },
    });
    const turnId = response.headers.get('x-turn-id');
    if (turnId === null) throw new ReplyBroken('The answer does not name its turn');
    return new ChatReply(this.api, {
      sessionId: response.headers.get('x-session-id'),
      turnId,
      response,
      after: null,
      signal,
    });
  }

  /** Reads a turn that was begun before, also by another process: all of it, or what came `after` an event. */
  follow(turnId: string, { after, signal }: { after?: string; signal?: AbortSignal } = {}): ChatReply {
    return new ChatReply(this.api, { sessionId: null, turnId, response: null, after: after ?? null, signal });
  }
}

function onceOnly(body: object, { idempotencyKey, signal }: Once): Call {
  return { body, headers: { 'idempotency-key': idempotencyKey ?? crypto.randomUUID() }, signal };
}
