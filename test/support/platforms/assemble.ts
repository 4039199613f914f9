import { randomBytes } from 'node:crypto';
import { Allowance } from './allowance.js';
import { AuthorizePage } from './authorize-page.js';
import { ChatRoom } from './chat-room.js';
import { Dispatcher } from './dispatcher.js';
import { Grants } from './grants.js';
import { Knobs } from './knobs.js';
import { NATURES } from './natures.js';
import { People } from './people.js';
import type { Profile, Shop } from './profile.js';
import { TokenEndpoint } from './token-endpoint.js';
import type { StandInName } from './words.js';

export interface PlatformOptions {
  /** PUBLIC_URL of the program, whose callbacks are registered. */
  readonly publicUrl?: string;
  /** Registered beside those. */
  readonly redirectUris?: readonly string[];
  /** Any free one unless told otherwise. */
  readonly port?: number;
}

/** Everything that one platform consists of. */
export interface Parts {
  readonly profile: Profile;
  readonly shop: Shop;
  readonly knobs: Knobs;
  readonly dispatcher: Dispatcher;
}

/** What gives tokens and asks people, when the platform does not do it by itself. */
export interface Authority {
  readonly tokens: TokenEndpoint;
  readonly page: Pick<AuthorizePage, 'show' | 'decide'>;
}

type MakeAuthority = (shop: Shop, profile: Profile) => Authority;

export function assemble(
  platform: StandInName,
  origin: string,
  { publicUrl = 'http://localhost:3000', redirectUris = [] }: PlatformOptions,
  makeAuthority: MakeAuthority = itself,
): Parts {
  const { make, rules, perMinute, makeId, makeChannel } = NATURES[platform]();
  const ours = ['bot', 'channel', 'global_bot'].map((purpose) => `/v1/oauth/${platform}/${purpose}/callback`);
  ours.push(`/v1/platform-linking/sign-in/${platform}/callback`);
  const shop: Shop = {
    origin,
    application: {
      clientId: `client-of-${platform}`,
      // A colon, a slash and a plus: each must be encoded somewhere.
      clientSecret: `${platform}:secret/+${randomBytes(12).toString('hex')}`,
      redirectUris: [...ours.map((path) => publicUrl + path), ...redirectUris],
    },
    rules,
    grants: new Grants(rules),
    people: new People(makeId, makeChannel),
    chat: new ChatRoom(),
    allowance: new Allowance(perMinute, 60_000),
  };
  const profile = make(shop);
  const knobs = new Knobs(rules, shop.grants, shop.allowance, shop.chat);
  const { tokens, page } = makeAuthority(shop, profile);
  return { profile, shop, knobs, dispatcher: new Dispatcher(profile, shop, knobs, tokens, page) };
}

const itself: MakeAuthority = (shop, profile) => ({
  tokens: new TokenEndpoint(shop, profile),
  page: new AuthorizePage(shop, profile.page, profile.platform),
});
