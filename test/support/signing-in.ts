import type { Answer } from './client.js';
import { comeBack, cookieOf } from './connecting.js';
import { givenLinkToken, givenServiceKey, type Human, type LinkToken, type ServiceKey } from './given.js';
import { startPlatform, type Platform } from './platforms/platform.js';
import type { Returned } from './platforms/visitor.js';
import { SIGN_IN_NAMES, type Person, type SignInName } from './platforms/words.js';
import { startWorld, type Env, type World } from './world.js';

export type SignInPlatforms = { readonly [N in SignInName]: Platform<N> };

/** The program among stand-ins of the platforms where people sign in to prove a link, and a bot service that demands it. */
export interface SignInWorld {
  readonly world: World;
  readonly platforms: SignInPlatforms;
  readonly service: ServiceKey;
  close(): Promise<void>;
}

export const PROVABLE = SIGN_IN_NAMES.map((name) => name.toUpperCase());

export async function startSignInWorld(env: Env = {}): Promise<SignInWorld> {
  const started = await Promise.all(SIGN_IN_NAMES.map(async (name) => [name, await startPlatform(name)] as const));
  const platforms = Object.fromEntries(started) as unknown as SignInPlatforms;
  const environment = Object.assign({}, ...started.map(([, platform]) => platform.signInEnvironment())) as Env;
  const world = await startWorld({ ...environment, ...env });
  const service = await givenServiceKey(world, { proof: 'platform', platforms: PROVABLE });
  const close = async (): Promise<void> => {
    await world.close();
    await Promise.all(started.map(([, platform]) => platform.close()));
  };
  return { world, platforms, service, close };
}

/** A link for that account of the platform. */
export function linkFor(
  { service }: Pick<SignInWorld, 'service'>,
  platform: Platform<SignInName>,
  { id, login }: Person,
): Promise<LinkToken> {
  const who = { platform: platform.platform.toUpperCase(), platform_user_id: id, platform_username: login };
  return givenLinkToken(service.client, service.client, who);
}

export interface Confirmed {
  readonly success: boolean;
  readonly state?: string;
  readonly authorize_url: string;
}

export const confirmLink = (
  { client }: Pick<Human, 'client'>,
  { token }: LinkToken,
  headers: Record<string, string> = {},
): Promise<Answer<Confirmed>> => client.post(`/v1/platform-linking/tokens/${token}/confirm`, undefined, headers);

/** Somebody who confirmed and signed in at the platform, and is on the way back. */
export interface OnTheWay {
  readonly back: Returned;
  readonly cookie: string;
}

/** Confirms, and signs in at the platform as that person. */
export async function signInAs(
  human: Human,
  invited: LinkToken,
  platform: Platform<SignInName>,
  person: Person,
): Promise<OnTheWay> {
  const confirmed = await confirmLink(human, invited);
  if (confirmed.status !== 200)
    throw new Error(`confirm answered ${confirmed.status}: ${JSON.stringify(confirmed.body)}`);
  return { back: await platform.approve(confirmed.body.authorize_url, person), cookie: cookieOf(confirmed) };
}

/** @returns the word that the browser is led to the page with */
export async function land(world: Pick<World, 'url'>, { back, cookie }: OnTheWay): Promise<string | null> {
  return (await comeBack(world, back, cookie)).searchParams.get('result');
}
