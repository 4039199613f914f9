import { randomUUID } from 'node:crypto';
import { mintSecret } from '../../../src/common/crypto/secrets.js';
import { eventually } from '../../support/eventually.js';
import { startPlatform, type Platform } from '../../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../../support/platforms/twitch-irc/server.js';
import type { Person } from '../../support/platforms/words.js';
import { runWorker, type WorkerProcess } from '../../support/worker-process.js';
import type { Canaries } from './canaries.js';
import type { Recorder } from './recorder.js';

type Headers = Readonly<Record<string, string>>;

/** Twitch with its chat, a worker that knows the program, and all that is secret between the three of them. */
export class WorkerCanaryWalk {
  private worker: WorkerProcess | null = null;
  private closed = false;

  private constructor(
    private readonly twitch: Platform,
    private readonly irc: TwitchIrc,
    private readonly canaries: Canaries,
  ) {}

  static async prepare(canaries: Canaries): Promise<WorkerCanaryWalk> {
    const twitch = await startPlatform('twitch');
    canaries.plant('secret of the application', twitch.clientSecret);
    return new WorkerCanaryWalk(twitch, await startTwitchIrc(twitch), canaries);
  }

  environment(): Record<string, string> {
    return this.twitch.environment();
  }

  /** Everything that the worker wrote. */
  output(): string {
    return this.worker?.output() ?? '';
  }

  /** @returns what says that a worker calls */
  async go(recorder: Recorder, admin: Headers, person: Headers): Promise<Headers> {
    const { account } = await this.accountOf(recorder, person);
    const mine = { ...person, 'x-account-id': account };
    await this.connect(recorder, mine, '/v1/channel-connections', this.twitch.users.add({ login: 'canary_channel' }));
    const bot = this.twitch.users.add({ login: 'canary_bot' });
    await this.connect(recorder, mine, '/v1/bot-connections', bot);
    const made = await recorder.expectBody('POST', '/v1/admin/system-keys', {
      headers: admin,
      body: { name: 'canary' },
    });
    const secret = this.canaries.plant('system key', made.key ?? '');
    this.worker = runWorker({
      SERVER_URL: recorder.url,
      SYSTEM_KEY: secret,
      WORKER_NAME: 'canary-worker',
      TWITCH_IRC_URL: `irc://127.0.0.1:${this.irc.port}`,
      WORKER_LOOK_SECONDS: '0.3',
      WORKER_LEASE_SECONDS: '6',
      LOG_LEVEL: 'trace',
    });
    await eventually(() => this.irc.signedIn(bot.login).some(({ channels }) => channels.size > 0), {
      timeoutMs: 20_000,
    });
    await this.talk(recorder, mine);
    await this.fail(bot);
    await recorder.expectBody('POST', '/v1/bot-rejoin', { headers: mine, body: { platform: 'twitch' } });
    await this.workByHand(recorder, account, { authorization: `Bearer ${secret}` });
    return { authorization: `Bearer ${secret}` };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.worker?.end('SIGTERM');
    await this.irc.close();
    await this.twitch.close();
  }

  private async accountOf(recorder: Recorder, person: Headers): Promise<{ account: string }> {
    const { text } = await recorder.send('GET', '/v1/accounts', { headers: person });
    const account = /"id":"([^"]+)"/.exec(text)?.[1];
    if (account === undefined) throw new Error(`There is no account in ${text}`);
    return { account };
  }

  private async connect(recorder: Recorder, mine: Headers, place: string, person: Person): Promise<void> {
    const begun = await recorder.expectBody('GET', `${place}/twitch/authorize`, { headers: mine });
    const { code, state } = await this.twitch.approve(begun.url ?? '', person);
    const body = { code: this.canaries.plant('authorization code', code ?? ''), state };
    await recorder.expectBody('POST', `${place}/twitch/exchange`, { headers: mine, body });
    await recorder.send('POST', `${place}/twitch/exchange`, { headers: mine, body });
    this.plantTokensOf(person);
  }

  private plantTokensOf(person: Person): void {
    for (const token of this.twitch.tokens.liveAccess(person)) this.canaries.plant('platform access token', token);
    for (const { value } of this.twitch.tokens.refresh(person)) this.canaries.plant('platform refresh token', value);
  }

  /** Said by the worker, and refused by the chat; with a key and without. */
  private async talk(recorder: Recorder, mine: Headers): Promise<void> {
    const key = { 'idempotency-key': this.canaries.plant('key of a chat message', randomUUID()) };
    for (const headers of [mine, { ...mine, ...key }, { ...mine, ...key }]) {
      const text = this.canaries.plant('chat text', `said ${randomUUID()}`);
      const body = { platform: 'twitch', channel: 'canary_channel', as: 'bot', text };
      await recorder.send('POST', '/v1/chat-messages', { headers, body });
    }
    this.irc.hall.refuseNext('msg_slowmode');
    const text = this.canaries.plant('chat text', `said ${randomUUID()}`);
    const body = { platform: 'twitch', channel: 'canary_channel', as: 'bot', text };
    await recorder.send('POST', '/v1/chat-messages', { headers: mine, body });
  }

  /** The chat breaks off, and refuses a credential, so that the worker has something to complain of. */
  private async fail(bot: Person): Promise<void> {
    await this.cutAndWaitFor(bot, 'the chat closed the connection');
    // Not by an expired token: the server may notice the expiry first, when it validates, and refresh it.
    this.irc.hall.turnAwayNext();
    await this.cutAndWaitFor(bot, 'the chat refused the credential');
    this.plantTokensOf(bot);
  }

  /** @param event what the worker says of it */
  private async cutAndWaitFor(bot: Person, event: string): Promise<void> {
    this.irc.cut();
    await eventually(() => this.output().includes(event) && this.irc.signedIn(bot.login).length > 0, {
      timeoutMs: 20_000,
    });
  }

  /** As a worker of somebody else's making might call, right and wrong. */
  private async workByHand(recorder: Recorder, account: string, key: Headers): Promise<void> {
    const wrong = { authorization: `Bearer ${this.canaries.plant('system key that nobody has', mintSecret('sys'))}` };
    const lease = { platform: 'twitch', account_ids: [account], worker: this.worker?.name ?? '', ttl: 5 };
    for (const headers of [key, wrong]) {
      await recorder.send('GET', '/v1/worker/bot-channels?platform=twitch', { headers });
      // Under the name of the worker that has the channel, so its fence is told.
      const { text } = await recorder.send('POST', '/v1/worker/leases', { headers, body: lease });
      const fence = /"fence":(\d+)/.exec(text)?.[1] ?? '1';
      const query = `platform=twitch&account_id=${account}&fence=`;
      for (const number of [fence, '1'])
        await recorder.send('GET', `/v1/worker/credential?${query}${number}`, { headers });
      await recorder.send('PUT', '/v1/worker/status', {
        headers,
        body: [{ platform: 'twitch', account_id: account, fence: 1, state: 'connected', ttl: 5 }],
      });
    }
  }
}
