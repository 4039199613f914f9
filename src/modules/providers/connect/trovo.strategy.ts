import { ConnectStrategy } from './connect-strategy.js';

/** Trovo's scopes are joined by a literal `+`, which passport would write as `%20` (or, as a separator of its own, `%2B`). */
export class TrovoStrategy extends ConnectStrategy {
  override finish(url: string): string {
    return url.replace(/(?<=[?&]scope=)[^&]*/, (scopes) => scopes.replaceAll('%20', '+'));
  }
}
