import type { Params } from 'passport-oauth2';
import { ConnectStrategy } from './connect-strategy.js';

/** Without `force_verify` the account that the browser is signed in with is taken silently: nobody could connect a second bot. */
export class TwitchStrategy extends ConnectStrategy {
  override authorizationParams(): Params {
    return { force_verify: 'true' };
  }
}
