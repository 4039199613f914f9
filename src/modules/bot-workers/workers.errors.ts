import { AppError } from '../../common/errors/app-error.js';
import type { ChannelRef } from './worker.types.js';

/** @param channels whose reports were refused; the others were taken */
export const leaseLost = (channels?: readonly ChannelRef[]): AppError =>
  new AppError(
    'lease_lost',
    channels
      ? {
          members: {
            refused: channels.map(({ platform, accountId }) => ({ platform, account_id: accountId })),
          },
        }
      : {},
  );

export const commandNotFound = (): AppError => new AppError('bot_command_not_found');

export const commandOver = (): AppError => new AppError('bot_command_over');

export const botPaused = (): AppError => new AppError('bot_paused');

export const channelNotConnected = (): AppError => new AppError('connection_not_found');

/** A worker began to say it, and nobody knows how far it came. */
export const messageOutcomeUnknown = (): AppError => new AppError('message_outcome_unknown');
