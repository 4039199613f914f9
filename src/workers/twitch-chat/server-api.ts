import type { WorkerSettings } from '../../config/worker-settings.js';

const DEADLINE_MS = 10_000;
/** What the server takes in one request. */
const CHUNK = 1_000;

export interface Speaker {
  readonly id: string;
  readonly login: string;
  readonly user_id: string;
  readonly version: string;
}

export interface BotChannel {
  readonly account_id: string;
  readonly channel_login: string;
  readonly reason: string;
  readonly connection: Speaker | null;
}

export interface Leased {
  readonly leases: readonly { readonly account_id: string; readonly fence: number }[];
  readonly workers: number;
}

export interface Report {
  readonly account_id: string;
  readonly fence: number;
  readonly state: string;
  readonly code?: string;
  readonly ttl: number;
}

export interface Credential {
  readonly login: string;
  readonly access_token: string;
  readonly generation: number;
}

export interface Command {
  readonly id: string;
  readonly kind: string;
  readonly account_id: string;
  readonly fence: number;
  readonly payload: { readonly text: string; readonly reply_to: string | null; readonly connection_id: string } | null;
  readonly deadline: string;
}

export interface AckBody {
  readonly fence: number;
  readonly outcome: 'claimed' | 'done' | 'failed';
  readonly code?: string;
  readonly message_id?: string;
}

/** The server said no. `code` is a word of its catalogue. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`the server answered ${status} ${code}`);
  }
}

interface Page {
  readonly items: readonly BotChannel[];
  readonly next_cursor: string | null;
}

/** The worker plane, over HTTP. */
export class ServerApi {
  private readonly pages = new Map<string, { readonly etag: string; readonly page: Page }>();

  constructor(private readonly settings: Pick<WorkerSettings, 'serverUrl' | 'systemKey' | 'worker'>) {}

  /** All of them. What did not change is not sent again. */
  async botChannels(): Promise<BotChannel[]> {
    const found: BotChannel[] = [];
    for (let cursor: string | null = null; ;) {
      const page: Page = await this.page(cursor === null ? '' : `&cursor=${cursor}`);
      found.push(...page.items);
      if (page.next_cursor === null) return found;
      cursor = page.next_cursor;
    }
  }

  /** @param ttl seconds */
  async lease(accountIds: readonly string[], ttl: number, most = accountIds.length): Promise<Leased> {
    const leases: Leased['leases'][number][] = [];
    let workers = 1;
    for (let at = 0; at === 0 || at < accountIds.length; at += CHUNK) {
      const chunk = accountIds.slice(at, at + CHUNK);
      const wish = { account_ids: chunk, ttl, most: Math.min(CHUNK, Math.max(0, most - leases.length)) };
      const answer = await this.json<Leased>('POST', 'leases', {
        platform: 'twitch',
        worker: this.settings.worker,
        ...wish,
      });
      leases.push(...answer.leases);
      workers = answer.workers;
    }
    return { leases, workers };
  }

  async report(reports: readonly Report[]): Promise<void> {
    for (let at = 0; at < reports.length; at += CHUNK) {
      const body = reports.slice(at, at + CHUNK).map((report) => ({ platform: 'twitch', ...report }));
      // A lease that is over is noticed when it is renewed; the other reports were taken.
      await this.json('PUT', 'status', body).catch((error: unknown) => {
        if (!(error instanceof Refused && error.code === 'lease_lost')) throw error;
      });
    }
  }

  credential(accountId: string, fence: number, refusedGeneration: number | null): Promise<Credential> {
    const refused = refusedGeneration === null ? '' : `&refused_generation=${refusedGeneration}`;
    return this.json('GET', `credential?platform=twitch&account_id=${accountId}&fence=${fence}${refused}`);
  }

  /** @returns after `claimed`, for how many milliseconds it may be done */
  async ack(id: string, body: AckBody): Promise<number | null> {
    const answer = await this.json<{ expires_in_ms: number | null }>('POST', `commands/${id}/ack`, body);
    return answer.expires_in_ms;
  }

  /** The stream of commands, from behind the given event. */
  async commands(lastEventId: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const path = `commands?platform=twitch&worker=${encodeURIComponent(this.settings.worker)}`;
    const headers = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
    const response = await this.call('GET', path, { headers, signal });
    if (!response.body) throw new Error('the stream has no body');
    return response.body;
  }

  private async page(cursor: string): Promise<Page> {
    const known = this.pages.get(cursor);
    const headers = known ? { 'if-none-match': known.etag } : {};
    const path = `bot-channels?platform=twitch&limit=100${cursor}`;
    const response = await this.call('GET', path, { headers, signal: AbortSignal.timeout(DEADLINE_MS) });
    if (response.status === 304 && known) return known.page;
    const page = (await response.json()) as Page;
    this.pages.set(cursor, { etag: response.headers.get('etag') ?? '', page });
    return page;
  }

  private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, {
      signal: AbortSignal.timeout(DEADLINE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** @throws Refused, or what fetch throws */
  private async call(method: string, path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(new URL(`/v1/worker/${path}`, this.settings.serverUrl), {
      ...init,
      method,
      redirect: 'error',
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.settings.systemKey}` },
    });
    if (response.ok || response.status === 304) return response;
    const problem = (await response.json().catch(() => ({}))) as { code?: string };
    throw new Refused(response.status, problem.code ?? 'unknown');
  }
}
