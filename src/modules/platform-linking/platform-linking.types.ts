import type { LinkPlatform } from '../../common/platforms.js';
import type { LinkTokenFacts, LinkTokenStatus } from './link-token.rules.js';

/** Somebody on a chat platform, by the platform's immutable id. */
export interface ChatIdentity {
  readonly platform: LinkPlatform;
  readonly platformUserId: string;
}

export interface NewLinkToken extends ChatIdentity {
  readonly platformUsername: string | null;
  readonly channelId: string | null;
}

export interface IssuedLinkToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A link token as it is read; `linkedUserId` is set while a link made by it exists. */
export interface LinkTokenView extends LinkTokenFacts, ChatIdentity {
  readonly id: string;
  readonly platformUsername: string | null;
  readonly codeSealed: string | null;
  readonly requestedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly linkedUserId: string | null;
}

export interface LinkTokenStatusView {
  readonly status: LinkTokenStatus;
  readonly userId: string | null;
}

/** What the person sees before confirming. */
export interface LinkTokenInfo extends LinkTokenView {
  readonly alreadyLinkedToMe: boolean;
}

/** What a confirmed link waits for: a code typed into the chat, or a sign-in at the platform in this very browser. null = it exists. */
export type ProofNeeded =
  { readonly code: string } | { readonly authorizeUrl: string; readonly browser: string } | null;

export interface Confirmation extends ChatIdentity {
  readonly platformUsername: string | null;
  readonly needed: ProofNeeded;
}

/** The person an identity will belong to. */
export interface LinkingPerson {
  readonly id: string;
  readonly name: string;
}

/** What the bot service heard in the chat. */
export interface ProofGiven {
  readonly platformUserId: string;
  readonly code: string;
}

export interface Proven {
  readonly userId: string;
}

export interface PlatformLinkView extends ChatIdentity {
  readonly id: string;
  readonly userId: string;
  readonly platformUsername: string | null;
  readonly linkedAt: Date;
}
