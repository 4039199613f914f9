import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Semaphore } from './semaphore.js';

/** Argon2id (the library's default), with the costs OWASP recommends; about 14 ms. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing shares libuv's four threads with DNS and files: two leave room for them. */
const AT_ONCE = 2;
const QUEUE = 100;

/** Argon2id, a few at a time. Never inside a transaction. */
@Injectable()
export class PasswordHasher {
  private readonly turns = new Semaphore(AT_ONCE, QUEUE);
  /** Checked when there is no hash, so that unknown names take as long as wrong passwords. */
  private readonly dummy = hash(randomBytes(32), COSTS);

  /** @throws AppError busy */
  hash(password: string): Promise<string> {
    return this.turns.run(() => hash(normal(password), COSTS));
  }

  /**
   * @param passwordHash null = nobody can have this password, which takes as long to find out
   * @param first runs when it is this call's turn, just before the check; what it throws ends the call
   * @throws AppError busy
   */
  matches(password: string, passwordHash: string | null, first: () => Promise<void>): Promise<boolean> {
    return this.turns.run(async () => {
      await first();
      const right = await verify(passwordHash ?? (await this.dummy), normal(password));
      return right && passwordHash !== null;
    });
  }
}

/** The same password from another keyboard may arrive in another form of the same characters (NIST SP 800-63B). */
const normal = (password: string): string => password.normalize('NFKC');
