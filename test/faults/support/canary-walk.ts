import { randomBytes, randomUUID } from 'node:crypto';
import { mintSecret } from '../../../src/common/crypto/secrets.js';
import type { Canaries } from './canaries.js';
import { exchange, head } from './raw-http.js';
import type { Recorder } from './recorder.js';

const LINKING = '/v1/platform-linking';

type Headers = Readonly<Record<string, string>>;

/** Everybody who may call, by the headers that say so. */
export interface Callers {
  readonly nobody: Headers;
  readonly person: Headers;
  readonly admin: Headers;
  readonly service: Headers;
  readonly wrongKey: Headers;
  readonly junk: Headers;
  readonly both: Headers;
}

/** Goes through all that people, bot services and admins do with secrets, right and wrong, and plants each secret on the way. */
export class CanaryWalk {
  readonly linkToken: { value: string } = { value: '' };

  constructor(
    private readonly recorder: Recorder,
    private readonly canaries: Canaries,
    private readonly adminPassword: string,
  ) {}

  async go(): Promise<Callers> {
    const person = await this.signUp();
    const admin = await this.signIn('admin@localhost', this.adminPassword, 'access token of the admin');
    const service = await this.makeKey(admin);
    await this.refresh();
    await this.link(service, person);
    await this.prove(admin, person);
    await this.chat(admin, person);
    await this.wander();
    const wrong = this.canaries.plant('service key that nobody has', mintSecret('svc'));
    const junk = this.canaries.plant('junk in Authorization', randomUUID());
    return {
      nobody: {},
      person,
      admin,
      service,
      wrongKey: { 'x-bot-api-key': wrong },
      junk: { authorization: `Junk ${junk}` },
      both: { ...service, ...person },
    };
  }

  private readonly login = `ada-${randomBytes(4).toString('hex')}`;
  private password = '';

  private async signUp(): Promise<Headers> {
    this.password = this.canaries.plant('password', `pw ${randomUUID()}`);
    const { login, password } = this;
    const registration = { email: `${login}@example.org`, username: login, password };
    await this.recorder.expectBody('POST', '/v1/auth/register', { body: registration });
    await this.recorder.send('POST', '/v1/auth/register', { body: registration });
    const wrong = this.canaries.plant('wrong password', `pw ${randomUUID()}`);
    await this.recorder.send('POST', '/v1/auth/login', { body: { login, password: wrong } });
    const person = await this.signIn(login, password, 'access token');
    const change = { password: this.canaries.plant('new password', `pw ${randomUUID()}`), current_password: wrong };
    await this.recorder.send('PATCH', '/v1/me', { headers: person, body: change });
    return person;
  }

  private async signIn(login: string, password: string, name: string): Promise<Headers> {
    const tokens = await this.recorder.expectBody('POST', '/v1/auth/login', { body: { login, password } });
    return { authorization: `Bearer ${this.canaries.plant(name, tokens.access_token ?? '')}` };
  }

  /** In bodies and in cookies; used once, and once too often. */
  private async refresh(): Promise<void> {
    const { login, password } = this;
    const issued = await this.recorder.expectBody('POST', '/v1/auth/login', { body: { login, password } });
    const body = { refresh_token: this.canaries.plant('refresh token', issued.refresh_token ?? '') };
    const next = await this.recorder.expectBody('POST', '/v1/auth/refresh', { body });
    this.canaries.plant('second refresh token', next.refresh_token ?? '');
    await this.recorder.send('POST', '/v1/auth/refresh', { body });
    const { headers } = await this.recorder.send('POST', '/v1/auth/login', { body: { login, password, cookie: true } });
    const cookie = this.canaries.plant('refresh cookie', /us_refresh=([^;\s]+)/.exec(headers)?.[1] ?? '');
    await this.recorder.send('POST', '/v1/auth/refresh', { headers: { cookie: `us_refresh=${cookie}` }, body: {} });
  }

  /** A key, rotated once; the old secret and a revoked key are tried too. */
  private async makeKey(admin: Headers, more: object = {}): Promise<Headers> {
    const body = { name: 'canary', scopes: ['linking'], ...more };
    const made = await this.recorder.expectBody('POST', '/v1/admin/service-keys', { headers: admin, body });
    const old = this.canaries.plant('first secret of a key', made.key ?? '');
    const rotate = `/v1/admin/service-keys/${made.id ?? ''}/rotate`;
    const rotated = await this.recorder.expectBody('POST', rotate, { headers: admin, body: { overlap_seconds: 0 } });
    await this.recorder.send('POST', `${LINKING}/resolve`, { headers: { 'x-bot-api-key': old }, body: {} });
    return { 'x-bot-api-key': this.canaries.plant('service key', rotated.key ?? '') };
  }

  private async link(service: Headers, person: Headers): Promise<void> {
    const token = await this.ask(service);
    this.linkToken.value = token;
    await this.recorder.send('GET', `/api/platform-linking/tokens/${token}/status`, { headers: service });
    await this.recorder.send('GET', `${LINKING}/tokens/${token}/info`, { headers: person });
    const confirm = `${LINKING}/tokens/${token}/confirm`;
    const key = { 'idempotency-key': this.canaries.plant('key of a confirm', randomUUID()) };
    await this.recorder.expectBody('POST', confirm, { headers: { ...person, ...key } });
    for (const what of ['confirm', 'decline', 'nope']) {
      await this.recorder.send('POST', `${LINKING}/tokens/${token}/${what}`, { headers: person });
    }
    const links = await this.recorder.send('GET', `${LINKING}/links`, { headers: person });
    const [{ id = '' } = {}] = JSON.parse(links.text) as { id?: string }[];
    await this.recorder.send('DELETE', `${LINKING}/links/${id}`, { headers: person });
    await this.recorder.send('POST', `${LINKING}/tokens/${await this.ask(service)}/decline`, { headers: person });
  }

  private async ask(service: Headers): Promise<string> {
    const whose = {
      platform: 'DISCORD',
      platform_user_id: this.canaries.plant('platform user id', randomUUID()),
      channel_id: this.canaries.plant('channel id', randomUUID()),
    };
    const issued = await this.recorder.expectBody('POST', `${LINKING}/tokens`, { headers: service, body: whose });
    return this.canaries.plant('link token', issued.token ?? '');
  }

  private async prove(admin: Headers, person: Headers): Promise<void> {
    const careful = await this.makeKey(admin, { proof: 'code' });
    const token = await this.ask(careful);
    await this.recorder.send('POST', `${LINKING}/tokens/${token}/confirm`, { headers: person });
    const body = { platform_user_id: this.canaries.plant('platform user id', randomUUID()), code: '000000' };
    for (let attempt = 0; attempt < 6; attempt++) {
      await this.recorder.send('POST', `${LINKING}/tokens/${token}/proof`, { headers: careful, body });
    }
  }

  /** What is said is kept and answered; a repeat, a stranger, an upstream that refuses and an erased conversation are tried too. */
  private async chat(admin: Headers, person: Headers): Promise<void> {
    const service = await this.makeKey(admin, { scopes: ['linking', 'chat'] });
    const who = { platform: 'DISCORD', platform_user_id: this.canaries.plant('platform user id', randomUUID()) };
    const asked = await this.recorder.expectBody('POST', `${LINKING}/tokens`, { headers: service, body: who });
    const token = this.canaries.plant('link token', asked.token ?? '');
    await this.recorder.expectBody('POST', `${LINKING}/tokens/${token}/confirm`, { headers: person });
    const key = { 'idempotency-key': this.canaries.plant('key of a message', randomUUID()) };
    const body = { ...who, message: this.canaries.plant('message', randomUUID()) };
    for (const headers of [service, { ...service, ...key }, { ...service, ...key }]) {
      await this.recorder.send('POST', `${LINKING}/chat/stream`, { headers, body });
    }
    const other = { ...body, message: this.canaries.plant('another message', randomUUID()) };
    await this.recorder.send('POST', `${LINKING}/chat/stream`, { headers: { ...service, ...key }, body: other });
    const stranger = { ...body, platform_user_id: this.canaries.plant('platform user id', randomUUID()) };
    await this.recorder.send('POST', `${LINKING}/chat/stream`, { headers: service, body: stranger });
    const query = new URLSearchParams(who).toString();
    await this.recorder.send('GET', `${LINKING}/chat/history?${query}`, { headers: service });
    await this.recorder.send('DELETE', `${LINKING}/chat/history?${query}`, { headers: service });
  }

  /** Where nothing is, and what is no request. */
  private async wander(): Promise<void> {
    const token = this.linkToken.value;
    for (const path of [
      `/link/${token}`,
      `${LINKING}/tokens/${token}`,
      `${LINKING}/tokens/${token}/status`,
      `/${token}/%zz`,
    ]) {
      for (const method of ['GET', 'PUT']) await this.recorder.send(method, path);
    }
    await this.recorder.send('POST', `${LINKING}/resolve`, { headers: { 'content-type': 'text/plain' }, body: token });
    const key = `x-bot-api-key: ${this.canaries.plant('key that is too long', randomUUID()).repeat(600)}`;
    await this.raw(head(`POST ${LINKING}/resolve HTTP/1.1`, key));
    await this.raw(head(`GET /link/${token} HTTP/9.9`));
    await this.raw(head(`GET /v1/me HTTP/1.1`, `authorization: Bearer ${token}`, `authorization: Bearer ${token}`));
    await this.raw(`${head(`POST ${LINKING}/resolve HTTP/1.1`, 'content-length: nine')}${token}`);
  }

  private async raw(text: string): Promise<void> {
    const answer = await exchange(this.recorder.url, text);
    this.recorder.answers.push({ call: text.slice(0, 20), status: 400, headers: '', text: answer });
  }
}
