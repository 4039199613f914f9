import { Injectable } from '@nestjs/common';
import { FlowCookie } from '../../../common/http/flow-cookie.js';
import { AppConfig } from '../../../config/app-config.js';
import { LINK_SIGN_IN_SECONDS } from './link-sign-ins.js';

/** Recognises the browser in which a link was confirmed, when it comes back from the platform. */
@Injectable()
export class SignInCookie extends FlowCookie {
  constructor(config: AppConfig) {
    super(config.publicUrl, 'us_link', LINK_SIGN_IN_SECONDS);
  }
}
