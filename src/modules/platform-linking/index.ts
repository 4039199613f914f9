export { PlatformLinkingModule } from './platform-linking.module.js';
export { PlatformLinksService } from './platform-links.service.js';
