import { Client, type Answer } from './client.js';
import { unique, type Human, type Place } from './given.js';

export interface Bot {
  readonly id: string;
  readonly username: string;
}

export interface Token {
  readonly id: string;
  readonly secret: string;
  /** Sends the secret. */
  readonly client: Client;
}

export type Groups = Readonly<Record<string, readonly string[]>>;

export interface TokenOverrides {
  readonly title?: string;
  readonly permissions?: Groups;
  readonly expires_at?: string;
  readonly account_id?: string;
  readonly allowed_cidrs?: readonly string[];
}

export const BOTS = '/v1/user/bots';

/** A bot of this person. */
export async function givenBot(owner: Human, username = unique('bot-helper')): Promise<Bot> {
  const answer = await owner.client.put<{ id: string }>(BOTS, { username });
  requireStatus(answer, 201, 'create a bot');
  return { id: answer.body.id, username };
}

/** A token of a bot; it may look at itself unless said otherwise. */
export const givenBotToken = (place: Place, owner: Human, bot: Bot, overrides: TokenOverrides = {}): Promise<Token> =>
  givenTokenAt(place, owner, `${BOTS}/${bot.username}/tokens`, overrides);

/** A person's own token. */
export const givenToken = (place: Place, owner: Human, overrides: TokenOverrides = {}): Promise<Token> =>
  givenTokenAt(place, owner, '/v1/user/tokens', overrides);

async function givenTokenAt(place: Place, owner: Human, path: string, overrides: TokenOverrides): Promise<Token> {
  const wanted = { title: unique('token'), permissions: { me: ['read'] }, ...overrides };
  const answer = await owner.client.put<{ id: string; token: string }>(path, wanted);
  requireStatus(answer, 201, 'create a token');
  const { id, token: secret } = answer.body;
  return { id, secret, client: bearing(place, secret) };
}

/** Whoever has this secret. */
export const bearing = (place: Place, secret: string): Client =>
  new Client(place.url, { authorization: `Bearer ${secret}` });

/** Puts a member into an account, by somebody who may. */
export async function givenMember(by: Human, accountId: string, user: string, role: string): Promise<void> {
  const answer = await by.client.put(`/v1/accounts/${accountId}/members/${user}`, { role });
  requireStatus(answer, 200, 'add a member');
}

function requireStatus(answer: Answer<unknown>, status: number, attempt: string): void {
  if (answer.status === status) return;
  throw new Error(`Could not ${attempt}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
