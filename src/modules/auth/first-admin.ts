import { randomBytes } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { base62 } from '../../common/crypto/base62.js';
import { AppConfig } from '../../config/app-config.js';
import { holdLock, LOCKS } from '../../database/locks.js';
import { Transactions, type Tx } from '../../database/transactions.js';
import { AccountsService } from '../accounts/index.js';
import { PROGRAM_ACTOR } from '../audit/index.js';
import { UsersService, type User } from '../users/index.js';
import { Passwords } from './passwords/passwords.service.js';

const USERNAME = 'admin';

/** 18 bytes always fit in 25 digits of base 62: as hard to guess as a key. */
const PASSWORD_BYTES = 18;
const PASSWORD_DIGITS = 25;

/** Makes the first system admin at the first start, so that somebody can sign in. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  constructor(
    private readonly config: AppConfig,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.users.hasActiveSystemAdmin()) return;
    const configured = this.config.settings.ADMIN_PASSWORD;
    const password = configured ?? base62(randomBytes(PASSWORD_BYTES), PASSWORD_DIGITS);
    const passwordHash = await this.passwords.hashGiven(password);
    const admin = await this.transactions.run((tx) => this.make(passwordHash, tx));
    if (admin && configured === null) announce(admin, password);
  }

  /** null when another replica made one meanwhile. */
  private async make(passwordHash: string, tx: Tx): Promise<User | null> {
    await holdLock(LOCKS.systemAdmins(), tx);
    if (await this.users.hasActiveSystemAdmin(tx)) return null;
    const { ADMIN_EMAIL } = this.config.settings;
    const email = (await this.users.findCredentials(ADMIN_EMAIL, tx)) === null ? ADMIN_EMAIL : null;
    const username = await this.freeUsername(tx);
    const human = { username, name: 'Administrator', email, passwordHash, isSystemAdmin: true };
    const admin = await this.users.addHuman(human, PROGRAM_ACTOR, tx);
    await this.accounts.createPersonal(admin, PROGRAM_ACTOR, tx);
    return admin;
  }

  private async freeUsername(tx: Tx): Promise<string> {
    const taken = await this.users.findByRef(USERNAME, tx);
    return taken ? `${USERNAME}-${randomBytes(2).toString('hex')}` : USERNAME;
  }
}

/** Not through the logger: whoever collects the logs must not learn it. */
function announce(admin: User, password: string): void {
  const names = admin.email === null ? admin.username : `${admin.username} (${admin.email})`;
  process.stdout.write(
    `First system admin: ${names}, password ${password} (shown this once; change it after signing in)\n`,
  );
}
