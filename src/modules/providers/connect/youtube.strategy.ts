import type { Params } from 'passport-oauth2';
import { ConnectStrategy } from './connect-strategy.js';

/** Without `access_type=offline` Google gives no refresh token, and without `prompt=consent` none the second time. */
export class YoutubeStrategy extends ConnectStrategy {
  override authorizationParams(): Params {
    return { access_type: 'offline', prompt: 'consent' };
  }
}
