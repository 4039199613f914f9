import { Injectable } from '@nestjs/common';
import { FlowCookie } from '../../../common/http/flow-cookie.js';
import { AppConfig } from '../../../config/app-config.js';
import { CONNECT_STATE_SECONDS } from './connect-states.js';

/** Recognises the browser that comes back from a platform. One for all connections that are under way in it. */
@Injectable()
export class ConnectCookie extends FlowCookie {
  constructor(config: AppConfig) {
    super(config.publicUrl, 'us_connect', CONNECT_STATE_SECONDS);
  }
}
