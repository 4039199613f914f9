import type { LinkPlatform } from '../../common/platforms.js';
import type { ChatIdentity } from '../platform-linking/index.js';
import { identityUnclear } from './chat.errors.js';

/** Whom a request names: by chat identity, or by user id. */
export type NamedPerson = ChatIdentity | { readonly userId: string };

interface Fields {
  readonly platform?: LinkPlatform;
  readonly platform_user_id?: string;
  readonly user_id?: string;
}

/** @throws AppError request_invalid when it is not exactly one of both forms */
export function namedPerson({ platform, platform_user_id: platformUserId, user_id: userId }: Fields): NamedPerson {
  const byIdentity = platform !== undefined && platformUserId !== undefined;
  if (userId !== undefined && platform === undefined && platformUserId === undefined) return { userId };
  if (byIdentity && userId === undefined) return { platform, platformUserId };
  throw identityUnclear();
}
