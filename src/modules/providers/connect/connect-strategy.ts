import type { ConnectPurpose, PlatformAdapter, ProviderApplication } from '../platform-adapter.js';
import { CodeFlow } from './code-flow.js';
import type { ConnectStateStore } from './connect-state-store.js';

export interface ConnectContext {
  readonly application: ProviderApplication;
  /** Fixed by configuration, and the same in both halves of a flow. */
  readonly redirectUri: string;
  readonly store: ConnectStateStore;
}

/** The flow of one platform, whose adapter exchanges the code. */
export class ConnectStrategy extends CodeFlow {
  constructor(adapter: PlatformAdapter, purpose: ConnectPurpose, { application, redirectUri, store }: ConnectContext) {
    super({
      authorizeUrl: application.endpoints.authorizeUrl,
      tokenUrl: application.endpoints.tokenUrl,
      clientId: application.clientId,
      clientSecret: application.clientSecret,
      redirectUri,
      scopes: adapter.scopes[purpose],
      pkce: adapter.pkce,
      store,
      exchange: (code) => adapter.exchange(application, code),
    });
  }
}
