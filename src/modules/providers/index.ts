export { ProvidersModule } from './providers.module.js';
export { authorizationAnswer, ConnectRefused, type AuthorizationAnswer } from './connect/code-flow.js';
export { asCodeRefusal, asIdentityRefusal, whyRefused } from './connect/connect-failures.js';
export { ConnectStrategies } from './connect/connect-strategies.js';
export type { ConnectStateStore } from './connect/connect-state-store.js';
export {
  PlatformFailure,
  type AuthorizationCode,
  type ConnectPurpose,
  type Grant,
  type PlatformAdapter,
  type PlatformFailureKind,
  type PlatformIdentity,
  type ProviderApplication,
  type ProviderEndpoints,
} from './platform-adapter.js';
export { PlatformAdapters } from './platform-adapters.js';
export { PlatformFlags } from './platform-flags.js';
export { PlatformStandings } from './platform-standings.js';
export { ProviderApplications } from './provider-applications.js';
export { ProviderOffers } from './provider-offers.service.js';
export {
  connectStateInvalid,
  platformBlocksNew,
  platformError,
  platformOff,
  refusalOfNew,
} from './providers.errors.js';
export type { ConnectionKind, FlagVerdict, PlatformStanding } from './providers.types.js';
export { PlatformSignIn } from './sign-in/platform-sign-in.js';
export { PROVIDERS_SEALED } from './sealed-columns.rules.js';
