import { Injectable } from '@nestjs/common';
import { passwordTooCommon } from '../auth.errors.js';
import { SignInThrottle, type Attempt } from '../sign-in-throttle.js';
import { PasswordHasher } from './password-hasher.js';
import { isCommonPassword, type KnownNames } from './passwords.rules.js';

/** Makes and checks passwords; checking gets slower with every wrong one. Never inside a transaction. */
@Injectable()
export class Passwords {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws AppError password_too_common, busy */
  async hashChosen(password: string, names: KnownNames): Promise<string> {
    if (isCommonPassword(password, names)) throw passwordTooCommon();
    return this.hasher.hash(password);
  }

  /** Of a password that nobody chose here: generated, or from the configuration. */
  hashGiven(password: string): Promise<string> {
    return this.hasher.hash(password);
  }

  /**
   * Is this the password? A wrong one is counted.
   *
   * @param passwordHash null = nobody may have this password, which takes as long to find out
   * @throws AppError rate_limited, busy
   */
  async isRight(password: string, passwordHash: string | null, attempt: Attempt): Promise<boolean> {
    // Before the queue, so that a name that is slowed down keeps nobody waiting; and again at its turn, so that guesses sent all at
    // once are not all answered.
    await this.throttle.requireRoom(attempt);
    const right = await this.hasher.matches(password, passwordHash, () => this.throttle.requireRoom(attempt));
    if (!right) await this.throttle.countFailure(attempt);
    return right;
  }

  /** Forgets the wrong ones of a person who has just given the right one. */
  forgive(names: readonly (string | null)[]): Promise<void> {
    return this.throttle.forgive(names);
  }
}
