export { PlatformLinkingModule } from './platform-linking.module.js';
export { PlatformLinksService } from './platform-links.service.js';
export type { ChatIdentity } from './platform-linking.types.js';
export { LINKING_SEALED } from './sealed-columns.rules.js';
