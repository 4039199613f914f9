import type { KeyObject } from 'node:crypto';
import type { KeyRing } from '../common/crypto/key-ring.js';
import type { LinkPlatform } from '../common/platforms.js';
import { assistantProblems } from './assistant.rules.js';
import { loadKeyRing } from './encryption-keys.js';
import { readLeakKeys } from './leak-keys.js';
import { ConfigurationError } from './configuration-error.js';
import { unsafeSettings } from './production.rules.js';
import { readEnvironment } from './read-environment.js';
import { readVariable, type RawEnvironment } from './read-variable.js';
import type { Settings } from './settings.js';
import { identityProblems } from './identity.rules.js';
import { readSignIn, signInProblems, type SignInSettings } from './sign-in.rules.js';
import { describedVariables } from './variable.js';

/** The program's settings: typed, checked, frozen. Only the two live values are read again on each use. */
export class AppConfig {
  readonly settings: Settings;
  readonly keys: KeyRing;
  readonly publicUrl: string;
  /** What reports of leaked tokens are signed with, by key id. */
  readonly leakKeys: ReadonlyMap<string, KeyObject>;

  private constructor(private readonly source: RawEnvironment) {
    this.settings = Object.freeze(readEnvironment(source));
    requireUsable(this.settings);
    requireSafe(this.settings);
    this.publicUrl = this.settings.PUBLIC_URL.replace(/\/+$/, '');
    this.keys = loadKeyRing(this.settings.ENCRYPTION_KEYS, this.settings.DATA_DIR);
    this.leakKeys = readLeakKeys(this.settings.TOKEN_LEAK_PUBLIC_KEYS);
    Object.freeze(this);
  }

  static from(source: RawEnvironment): AppConfig {
    return new AppConfig(source);
  }

  /**
   * Reads the process environment, then wipes the secrets in it: nothing that this program starts or dumps later may find
   * them there. Live values stay, as they are read again.
   */
  static fromProcess(): AppConfig {
    const config = new AppConfig(process.env);
    for (const variable of describedVariables()) {
      if (variable.secret && !variable.live) delete process.env[variable.name];
    }
    return config;
  }

  /** npm runs its scripts in a shell, which passes no signal on. */
  get startedByNpm(): boolean {
    return this.source.npm_lifecycle_event !== undefined;
  }

  get production(): boolean {
    return this.settings.NODE_ENV === 'production';
  }

  /** The service key of the environment as it is now; `null` when none is set. */
  environmentServiceKey(): string | null {
    return readVariable(this.source, 'PLATFORM_BOT_API_KEY');
  }

  /** The application that people sign in through at this platform; null when they cannot. */
  signInAt(platform: LinkPlatform): SignInSettings | null {
    return readSignIn(this.settings, platform);
  }

  /** `<this>/<token>` is the address a person opens to link. */
  linkBaseUrl(): string {
    return readVariable(this.source, 'PLATFORM_LINK_BASE_URL') ?? `${this.publicUrl}/link`;
  }
}

/** @throws ConfigurationError */
function requireUsable(settings: Settings): void {
  const problems = [...identityProblems(settings), ...assistantProblems(settings), ...signInProblems(settings)];
  if (problems.length === 0) return;
  throw new ConfigurationError(
    `The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
  );
}

/** @throws ConfigurationError */
function requireSafe(settings: Settings): void {
  const problems = unsafeSettings(settings);
  if (problems.length === 0) return;
  throw new ConfigurationError(`Not safe for production:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
}
