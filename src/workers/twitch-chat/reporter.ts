import type { Holdings } from './holdings.js';
import type { Report, ServerApi } from './server-api.js';

export interface SeatState {
  readonly state: 'connecting' | 'connected' | 'paused' | 'transient_disconnect' | 'bad_credentials' | 'banned';
  readonly code?: string;
}

/** Gathered for so long, so that a crowd that changes at once is one request. */
const GATHER_MS = 100;

/** Says what is true of our channels: at once when it changes, and again before it would be doubted. */
export class Reporter {
  private readonly states = new Map<string, SeatState>();
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly server: ServerApi,
    private readonly holdings: Holdings,
    private readonly ttlSeconds: number,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  tell(accountId: string, state: SeatState): void {
    const before = this.states.get(accountId);
    if (before?.state === state.state && before.code === state.code) return;
    this.states.set(accountId, state);
    this.changed.add(accountId);
    this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  forget(accountId: string): void {
    this.states.delete(accountId);
    this.changed.delete(accountId);
  }

  stateOf(accountId: string): SeatState | null {
    return this.states.get(accountId) ?? null;
  }

  /** Everything anew. */
  async repeat(): Promise<void> {
    await this.send([...this.states.keys()]);
  }

  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const accounts = [...this.changed];
    this.changed.clear();
    // What was not said now is said when everything is repeated.
    await this.send(accounts).catch(this.onTrouble);
  }

  private async send(accounts: readonly string[]): Promise<void> {
    const reports = accounts.flatMap((accountId): Report[] => {
      const [state, fence] = [this.states.get(accountId), this.holdings.fenceOf(accountId)];
      return state && fence !== null ? [{ account_id: accountId, fence, ttl: this.ttlSeconds, ...state }] : [];
    });
    if (reports.length > 0) await this.server.report(reports);
  }
}
