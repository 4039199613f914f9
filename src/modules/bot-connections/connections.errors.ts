import { AppError } from '../../common/errors/app-error.js';

export const platformUsesStaticToken = (): AppError =>
  new AppError('platform_uses_static_token', {
    detail: 'Make a bot in the developer portal of the platform and send its token.',
  });

export const ownChannelAsBot = (): AppError =>
  new AppError('own_channel_as_bot', {
    detail: 'Sign in at the platform as the bot, not as the owner of the channel.',
  });

export const connectionNotFound = (): AppError => new AppError('connection_not_found');

export const staticTokenRefused = (): AppError => new AppError('static_token_refused');

export const platformHasNoChannel = (): AppError => new AppError('platform_has_no_channel');

export const botUserAttached = (cause: unknown): AppError => new AppError('bot_user_attached', { cause });
