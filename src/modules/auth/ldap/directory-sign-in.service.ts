import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { folded } from '../../users/index.js';
import { OutsidePeople } from '../outside/outside-people.service.js';
import type { OutsidePerson } from '../outside/outside.types.js';
import { Semaphore } from '../passwords/semaphore.js';
import { SignInThrottle, type Attempt } from '../sign-in-throttle.js';
import { Directory } from './directory.js';
import { holdBackMs } from './directory.rules.js';

/** Guesses for one name that are sent all at once are answered no faster than these allow. */
const AT_ONCE = 4;
const QUEUE = 100;

/** Sign-in with the directory: as slow to guess at as a password of ours. */
@Injectable()
export class DirectorySignIn {
  private readonly turns = new Semaphore(AT_ONCE, QUEUE);

  constructor(
    private readonly directory: Directory,
    private readonly throttle: SignInThrottle,
    private readonly people: OutsidePeople,
  ) {}

  get isSetUp(): boolean {
    return this.directory.isSetUp;
  }

  /**
   * Whom the directory knows by that name and password, or null, which is counted.
   *
   * @throws AppError account_is_bot, rate_limited, busy, identity_provider_unavailable
   */
  async prove(password: string, attempt: Attempt): Promise<OutsidePerson | null> {
    await this.throttle.requireRoom(attempt);
    const person = await this.turns.run(async () => {
      await this.throttle.requireRoom(attempt);
      return this.directory.authenticate(attempt.name, password, (found) => this.people.requireHuman(found));
    });
    if (!person) await this.countFailure(attempt);
    return person;
  }

  /** @throws AppError rate_limited */
  countFailure(attempt: Attempt): Promise<void> {
    return this.throttle.countFailure(attempt);
  }

  /** Forgets the wrong passwords of somebody who has just given the right one. */
  forgive(login: string): Promise<void> {
    return this.throttle.forgive([folded(login)]);
  }

  /** Waits so that refusals come on a beat, whoever was asked; at once when there is no directory to be asked. */
  async holdBack(since: number): Promise<void> {
    if (this.directory.isSetUp) await pause(holdBackMs(performance.now() - since));
  }
}
