import { startPlatform, type Platform } from '../../support/platforms/platform.js';
import type { Person } from '../../support/platforms/words.js';
import type { Canaries } from './canaries.js';
import type { Recorded, Recorder } from './recorder.js';

const LINKING = '/v1/platform-linking';

type Headers = Readonly<Record<string, string>>;

/** Discord, where people sign in to prove a link, and all that is secret between them, the program and it. */
export class SignInCanaryWalk {
  private constructor(
    private readonly discord: Platform<'discord'>,
    private readonly canaries: Canaries,
  ) {}

  static async prepare(canaries: Canaries): Promise<SignInCanaryWalk> {
    const discord = await startPlatform('discord');
    canaries.plant('secret of the application to sign in with', discord.clientSecret);
    return new SignInCanaryWalk(discord, canaries);
  }

  environment(): Record<string, string> {
    return this.discord.signInEnvironment();
  }

  close(): Promise<void> {
    return this.discord.close();
  }

  /** As somebody else, not allowed, at a platform in trouble, in another browser, right, and once more. */
  async go(recorder: Recorder, admin: Headers, person: Headers): Promise<void> {
    const body = { name: 'canary', scopes: ['linking'], proof: 'platform', platforms: ['DISCORD'] };
    const made = await recorder.expectBody('POST', '/v1/admin/service-keys', { headers: admin, body });
    const service = { 'x-bot-api-key': this.canaries.plant('service key', made.key ?? '') };
    const me = this.somebody('canary', 'platform user id');
    const who = { platform: 'DISCORD', platform_user_id: me.id };
    const asked = await recorder.expectBody('POST', `${LINKING}/tokens`, { headers: service, body: who });
    const confirm = `${LINKING}/tokens/${this.canaries.plant('link token', asked.token ?? '')}/confirm`;
    const begin = (): Promise<Recorded> => recorder.send('POST', confirm, { headers: person });
    const other = this.somebody('other_canary', 'id of another account');
    await this.comeBack(recorder, await begin(), (url) => this.discord.approve(url, other));
    await this.comeBack(recorder, await begin(), (url) => this.discord.deny(url));
    for (const on of ['token', 'validate'] as const) {
      this.discord.knobs.fail({ on, status: 500, body: 'in trouble' });
      await this.comeBack(recorder, await begin(), (url) => this.discord.approve(url, me));
    }
    await this.comeBack(recorder, await begin(), (url) => this.discord.approve(url, me));
    const { text } = await recorder.send('POST', `${LINKING}/resolve`, { headers: service, body: who });
    if (!text.includes('"linked":true')) throw new Error(`The sign-in linked nothing: ${text}`);
  }

  private somebody(login: string, name: string): Person {
    const person = this.discord.users.add({ login });
    this.canaries.plant(name, person.id);
    return person;
  }

  private async comeBack(
    recorder: Recorder,
    { text, headers }: Recorded,
    decide: (url: string) => Promise<{ readonly url: string; readonly code: string | null }>,
  ): Promise<void> {
    const { authorize_url: url = '' } = JSON.parse(text) as { authorize_url?: string };
    this.canaries.plant('state', new URL(url).searchParams.get('state') ?? '');
    const cookie = this.canaries.plant('cookie of a sign-in', /us_link=([^;\s]+)/.exec(headers)?.[1] ?? '');
    const back = await decide(url);
    if (back.code !== null) this.canaries.plant('authorization code', back.code);
    const { pathname, search } = new URL(back.url);
    for (const value of ['x'.repeat(43), cookie, cookie]) {
      await recorder.send('GET', pathname + search, { headers: { cookie: `us_link=${value}` } });
    }
    for (const { token } of this.discord.calls) {
      if (token !== null) this.canaries.plant('access token of a sign-in', token);
    }
  }
}
