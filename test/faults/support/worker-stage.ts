import { eventually } from '../../support/eventually.js';
import { workerEnvironment } from '../../support/given-worker-program.js';
import { givenSystemKey, type ConnectedBot, type Streamer, type SystemKey } from '../../support/given-workers.js';
import { startPlatform, type Platform } from '../../support/platforms/platform.js';
import { startTwitchIrc, type TwitchIrc } from '../../support/platforms/twitch-irc/server.js';
import { runWorker, type WorkerProcess } from '../../support/worker-process.js';
import { startWorld, TEST_SETTINGS, type Env, type World } from '../../support/world.js';
import { FragileProgram } from './fragile-program.js';

export type Seated = Streamer & { readonly bot: ConnectedBot };

const nothing = (): Promise<void> => Promise.resolve();

/** Two replicas that can be killed, Twitch and its chat, and workers as processes of their own. */
export class WorkerStage {
  private readonly workers: WorkerProcess[] = [];

  private constructor(
    /** Makes people and looks; workers, and the people of a test, know the two others alone. */
    readonly world: World,
    readonly twitch: Platform,
    readonly irc: TwitchIrc,
    readonly key: SystemKey,
    readonly replicas: readonly [FragileProgram, FragileProgram],
  ) {}

  static async start(): Promise<WorkerStage> {
    const twitch = await startPlatform('twitch');
    const irc = await startTwitchIrc(twitch);
    for (const pace of Object.values(irc.hall.pace)) pace.max = 100_000;
    const world = await startWorld(twitch.environment());
    const env: Env = {
      ...TEST_SETTINGS,
      ...twitch.environment(),
      DATA_DIR: world.config.settings.DATA_DIR,
      DATABASE_URL: world.databaseUrl,
      DOCS_ENABLED: 'false',
    };
    const replicas = await Promise.all([FragileProgram.start(env), FragileProgram.start(env)]);
    return new WorkerStage(world, twitch, irc, await givenSystemKey(world), replicas);
  }

  /** A worker that knows one of the replicas. */
  startWorker(place: FragileProgram, env: Env = {}): WorkerProcess {
    const lively = { WORKER_MESSAGES_PER_30_SECONDS: '7500', WORKER_JOINS_PER_10_SECONDS: '2000' };
    const worker = runWorker(workerEnvironment(place, this.key.secret, this.irc, { ...lively, ...env }));
    this.workers.push(worker);
    return worker;
  }

  /** `kill -9`, and a new start at once. */
  async crash(which: readonly FragileProgram[] = this.replicas): Promise<void> {
    await Promise.all(which.map((one) => one.crash(nothing)));
  }

  readonly isIn = ({ bot, channel }: Seated): boolean =>
    this.irc.signedIn(bot.person.login).some(({ channels }) => channels.has(channel.person.login));

  /** @returns id of the command */
  async rejoin({ human }: Streamer, at: FragileProgram): Promise<string> {
    const client = human.client.at(at.url);
    const { status, body } = await client.post<{ id: string }>('/v1/bot-rejoin', { platform: 'twitch' });
    if (status !== 202) throw new Error(`rejoin answered ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  async allOver(timeoutMs: number): Promise<void> {
    const open = `SELECT 1 FROM bot_commands WHERE settled_at IS NULL`;
    await eventually(async () => (await this.world.db.query(open)).rowCount === 0, { timeoutMs, everyMs: 200 });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.end('SIGKILL')));
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await this.world.close();
    await this.irc.close();
    await this.twitch.close();
  }
}
