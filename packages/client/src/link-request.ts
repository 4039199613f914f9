import type { Api } from './api.js';
import { LinkExpired } from './errors.js';
import type { components } from './generated/openapi.js';
import { pause } from './patience.js';

type LinkToken = components['schemas']['LinkTokenDto'];
export type LinkStatus = components['schemas']['LinkTokenStatusDto'];

/** A link that waits for a person. Send `url` to nobody but the person who wrote: whoever confirms it gives this identity their account. */
export class LinkRequest {
  readonly token: string;
  readonly url: string;
  readonly expiresAt: Date;

  constructor(
    private readonly api: Api,
    { token, link_url: url, expires_at: expiresAt }: LinkToken,
  ) {
    this.token = token;
    this.url = url;
    this.expiresAt = new Date(expiresAt);
  }

  status(signal?: AbortSignal): Promise<LinkStatus> {
    return this.api.json('GET', `/tokens/${this.token}/status`, { signal });
  }

  /**
   * Waits for the person.
   * @returns the user who is linked now
   * @throws LinkExpired, also when a newer link took the place of this one
   */
  async wait(signal?: AbortSignal): Promise<string> {
    for (;;) {
      const { status, user_id: userId } = await this.status(signal);
      if (status === 'linked' && userId !== null) return userId;
      if (status === 'expired') throw new LinkExpired('The link was not confirmed in time');
      await pause(this.api.patience.linkPollMs, signal);
    }
  }

  /**
   * For keys with the proof `code`: hands in the six digits that the identity typed into the chat.
   * @returns the user who is linked now
   */
  async prove(platformUserId: string, code: string): Promise<string> {
    const { user_id: userId } = await this.api.json<components['schemas']['ProvenDto']>(
      'POST',
      `/tokens/${this.token}/proof`,
      { body: { platform_user_id: platformUserId, code }, headers: { 'idempotency-key': crypto.randomUUID() } },
    );
    return userId;
  }
}
