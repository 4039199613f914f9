import { randomBytes } from 'node:crypto';
import {
  ConnectStrategies,
  PlatformAdapters,
  PlatformFailure,
  ProviderApplications,
  type ConnectPurpose,
  type ConnectStateStore,
  type Grant,
  type PlatformAdapter,
  type ProviderApplication,
} from '../../src/modules/providers/index.js';
import type { Platform } from './platforms/platform.js';
import type { ApproveOptions, Returned } from './platforms/visitor.js';
import type { Person } from './platforms/words.js';
import type { World } from './world.js';

/** States of flows, each taken once. */
export class States implements ConnectStateStore {
  private readonly kept = new Map<string, string | null>();

  keep(verifier: string | null): Promise<string> {
    const state = randomBytes(16).toString('base64url');
    this.kept.set(state, verifier);
    return Promise.resolve(state);
  }

  take(state: string): Promise<{ verifier: string | null } | null> {
    const verifier = this.kept.get(state);
    return Promise.resolve(this.kept.delete(state) && verifier !== undefined ? { verifier } : null);
  }
}

/** The program's adapter for a platform, with its application. */
export async function adapterAt(
  world: World,
  { platform }: Platform,
): Promise<{ adapter: PlatformAdapter; application: ProviderApplication }> {
  const application = await world.app.get(ProviderApplications).require(platform);
  return { adapter: world.app.get(PlatformAdapters).adapterOf(platform), application };
}

/** Both halves of a connect flow of the program, which a test walks by itself. */
export class Flow {
  readonly store = new States();
  readonly redirectUri: string;
  purpose: ConnectPurpose = 'bot';

  constructor(
    private readonly world: World,
    readonly platform: Platform,
    redirectUri?: string,
  ) {
    this.redirectUri = redirectUri ?? `http://localhost:3000/v1/oauth/${platform.platform}/bot/callback`;
  }

  async begin(): Promise<{ url: string; state: string }> {
    return this.strategies.begin(this.platform.platform, this.purpose, await this.context());
  }

  async finish(answer: { code: string; state: string; iss?: string }): Promise<Grant> {
    return this.strategies.finish(this.platform.platform, this.purpose, answer, await this.context());
  }

  /** From the first click to the tokens. */
  async connect(as: Person, options: ApproveOptions = {}): Promise<Grant> {
    const { url } = await this.begin();
    return this.finish(textsOf(await this.platform.approve(url, as, options)));
  }

  private get strategies(): ConnectStrategies {
    return this.world.app.get(ConnectStrategies);
  }

  private async context(): Promise<{ application: ProviderApplication; redirectUri: string; store: States }> {
    const application = await this.world.app.get(ProviderApplications).require(this.platform.platform);
    return { application, redirectUri: this.redirectUri, store: this.store };
  }
}

/** What the browser brings back, without what it did not bring. */
export const textsOf = ({ code, state }: Returned): { code: string; state: string } => ({
  code: code ?? '',
  state: state ?? '',
});

/** What a platform call failed with. */
export async function failureOf(work: Promise<unknown>): Promise<PlatformFailure> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof PlatformFailure) return thrown;
  throw new Error(`Expected a PlatformFailure, not ${String(thrown)}`);
}
