import { Injectable } from '@nestjs/common';
import type { BotPlatform } from '../../common/platforms.js';
import { AS_EVERYBODY, judgeFlags } from './platform-flags.rules.js';
import { PlatformStandings } from './platform-standings.js';
import type { ConnectionKind, FlagVerdict, PlatformStanding } from './providers.types.js';

/** What is switched off, for everybody or for one account. */
@Injectable()
export class PlatformFlags {
  constructor(private readonly standings: PlatformStandings) {}

  /**
   * Sees every change committed before the call. `new_blocked`: what is connected already may be used.
   *
   * @param accountId null: for nobody's account, as of the global bot and of sign-in
   */
  async judge(platform: BotPlatform, kind: ConnectionKind, accountId: string | null): Promise<FlagVerdict> {
    return this.verdictOf(await this.standings.find(platform, accountId), kind, true);
  }

  /** @param ofAccount false: what it is about belongs to no account, so that what the account has of its own does not count */
  verdictOf({ general, own }: PlatformStanding, kind: ConnectionKind, ofAccount: boolean): FlagVerdict {
    return judgeFlags(general, ofAccount ? own : AS_EVERYBODY, kind);
  }
}
