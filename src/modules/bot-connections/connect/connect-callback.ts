import { Inject, Injectable } from '@nestjs/common';
import { systemAdminRequired } from '../../../common/access/access.errors.js';
import type { UserCaller } from '../../../common/access/caller.js';
import { AppError } from '../../../common/errors/app-error.js';
import { onlyValue } from '../../../common/http/returned-query.js';
import { APP_LOGGER, type AppLogger } from '../../../common/logging/logger.js';
import { refusalOf } from '../../../common/logging/refusal-of.js';
import type { BotPlatform } from '../../../common/platforms.js';
import { BotKeeper } from '../bot-keeper.js';
import { ChannelKeeper } from '../channel-keeper.js';
import { authorizationAnswer, connectStateInvalid, type ConnectPurpose } from '../../providers/index.js';
import { ConnectFlow } from './connect-flow.service.js';
import type { CallbackKind, Keeping, PendingConnect } from './connect.types.js';

const PURPOSES: Readonly<Record<CallbackKind, readonly ConnectPurpose[]>> = {
  bot: ['bot', 'global_bot'],
  channel: ['channel'],
};

/** A browser that comes back from a platform. */
export interface Returning {
  readonly platform: BotPlatform;
  readonly kind: CallbackKind;
  /** As it came. */
  readonly query: URLSearchParams;
  /** What the browser is recognised by. */
  readonly browser: string | null;
  readonly requestId: string;
}

/** Where the browser goes now, and what it is told there: nothing happened but what the word says. */
export interface Landing {
  readonly page: 'connections' | 'global_bots';
  readonly refusal: AppError | null;
}

/** Ends a flow in the browser that it was begun in. People at a browser are told on a page, so nothing is thrown. */
@Injectable()
export class ConnectCallback {
  constructor(
    private readonly flow: ConnectFlow,
    private readonly bots: BotKeeper,
    private readonly channels: ChannelKeeper,
    @Inject(APP_LOGGER) private readonly logger: AppLogger,
  ) {}

  async land(returning: Returning): Promise<Landing> {
    const pending = await this.take(returning).catch((failure: unknown) =>
      refusalOf(failure, returning.requestId, this.logger),
    );
    if (pending instanceof AppError) return { page: 'connections', refusal: pending };
    const page = pending.purpose === 'global_bot' ? 'global_bots' : 'connections';
    try {
      await this.finish(pending, returning);
      return { page, refusal: null };
    } catch (failure) {
      return { page, refusal: refusalOf(failure, returning.requestId, this.logger) };
    }
  }

  /** In another browser than the one it was begun in, the code never leaves for the platform, and the state stays. */
  private async take({ platform, kind, query, browser }: Returning): Promise<PendingConnect> {
    const state = onlyValue(query, 'state') ?? '';
    const pending = await this.flow.take(state, platform, { browser, purposes: PURPOSES[kind] });
    if (!pending) throw connectStateInvalid();
    return pending;
  }

  private async finish(pending: PendingConnect, { query, requestId }: Returning): Promise<void> {
    const answer = authorizationAnswer(query);
    if (pending.purpose === 'global_bot' && !pending.isSystemAdmin) throw systemAdminRequired();
    await this.flow.complete(pending, answer, this.keeping(pending, callerOf(pending, requestId)));
  }

  private keeping({ purpose, accountId }: PendingConnect, caller: UserCaller): Keeping<unknown> {
    const forChannel = purpose === 'channel' && accountId !== null;
    return forChannel ? this.channels.for(accountId, caller) : this.bots.for(accountId, caller);
  }
}

/** Who began is who comes back: the cookie says so. */
function callerOf({ userId, username, isSystemAdmin, loginId }: PendingConnect, requestId: string): UserCaller {
  return { principal: { kind: 'human', userId, username, isSystemAdmin, loginId }, requestId };
}
