import { randomBytes } from 'node:crypto';
import { Client, type Answer } from './client.js';
import { ADMIN_EMAIL, ADMIN_PASSWORD } from './world.js';

/** A program that listens: a World, or one that runs as a process of its own. */
export interface Place {
  readonly url: string;
}

export interface Human {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  /** The personal account. */
  readonly accountId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Signed in. */
  readonly client: Client;
}

export interface HumanOverrides {
  readonly email?: string;
  readonly username?: string;
  readonly password?: string;
  readonly name?: string;
}

/** Nobody else has it. */
export const unique = (prefix: string): string => `${prefix}-${randomBytes(5).toString('hex')}`;

/** A person who registered and signed in. */
export async function givenHuman(world: Place, overrides: HumanOverrides = {}): Promise<Human> {
  const username = overrides.username ?? unique('ada');
  const email = overrides.email ?? `${username}@example.org`;
  const password = overrides.password ?? 'a rather long password 4711';
  const registered = await new Client(world.url).post<{ user: { id: string }; account: { id: string } }>(
    '/v1/auth/register',
    { email, username, password, ...(overrides.name === undefined ? {} : { name: overrides.name }) },
  );
  requireStatus(registered, 201, 'register');
  const login = await signIn(world, username, password);
  const { user, account } = registered.body;
  return { id: user.id, accountId: account.id, username, email, password, ...login };
}

export type Login = Pick<Human, 'accessToken' | 'refreshToken' | 'client'>;

/** A login of somebody who exists. */
export async function signIn(world: Place, login: string, password: string): Promise<Login> {
  const answer = await new Client(world.url).post<{ access_token: string; refresh_token: string }>('/v1/auth/login', {
    login,
    password,
  });
  requireStatus(answer, 200, 'sign in');
  const { access_token: accessToken, refresh_token: refreshToken } = answer.body;
  return { accessToken, refreshToken, client: new Client(world.url, { authorization: `Bearer ${accessToken}` }) };
}

/** The first system admin, signed in. */
export async function givenAdmin(world: Place): Promise<Client> {
  return (await signIn(world, ADMIN_EMAIL, ADMIN_PASSWORD)).client;
}

export interface ServiceKeyOverrides {
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly platforms?: readonly string[];
  readonly proof?: string;
  readonly identity_form?: string;
  readonly expires_at?: string;
}

export interface ServiceKey {
  readonly id: string;
  readonly key: string;
  /** Sends the key as X-Bot-API-Key. */
  readonly client: Client;
}

/**
 * A bot service that may link people.
 *
 * @param admin who makes the key; the first system admin unless said otherwise
 */
export async function givenServiceKey(
  world: Place,
  overrides: ServiceKeyOverrides = {},
  admin?: Client,
): Promise<ServiceKey> {
  const maker = admin ?? (await givenAdmin(world));
  const wanted = { name: unique('service'), scopes: ['linking'], ...overrides };
  const answer = await maker.post<{ id: string; key: string }>('/v1/admin/service-keys', wanted);
  requireStatus(answer, 201, 'create a service key');
  const { id, key } = answer.body;
  return { id, key, client: new Client(world.url, { 'x-bot-api-key': key }) };
}

export interface Identity {
  readonly platform: string;
  readonly platform_user_id: string;
}

/** Somebody on a chat platform whom nobody has seen before. */
export function identity(platform = 'DISCORD'): Identity {
  return { platform, platform_user_id: unique('chatter') };
}

export interface LinkToken extends Identity {
  readonly token: string;
  readonly link_url: string;
  readonly expires_at: string;
}

/** A pending link token, for somebody new unless said otherwise. */
export async function givenLinkToken(_world: Place, service: Client, of: Identity = identity()): Promise<LinkToken> {
  const answer = await service.post<Omit<LinkToken, keyof Identity>>('/v1/platform-linking/tokens', of);
  requireStatus(answer, 200, 'make a link token');
  return { ...of, ...answer.body };
}

function requireStatus(answer: Answer<unknown>, status: number, attempt: string): void {
  if (answer.status === status) return;
  throw new Error(`Could not ${attempt}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
