import { Injectable } from '@nestjs/common';
import { FlowCookie } from '../../../common/http/flow-cookie.js';
import { AppConfig } from '../../../config/app-config.js';
import { OIDC_STATE_SECONDS } from './oidc-states.js';

/** Recognises the browser that comes back from the sign-in provider. */
@Injectable()
export class OidcCookie extends FlowCookie {
  constructor(config: AppConfig) {
    super(config.publicUrl, 'us_oidc', OIDC_STATE_SECONDS);
  }
}
