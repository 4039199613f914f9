import type { Pool } from 'pg';

interface Held {
  readonly account_id: string;
  readonly worker: string;
  readonly fence: string;
}

/** Looks at the leases all the time: a fence never goes back, and never belongs to two. */
export class Overlaps {
  looks = 0;
  private readonly found: string[] = [];
  private readonly fences = new Map<string, bigint>();
  private readonly owners = new Map<string, string>();
  private running = true;
  private readonly loop: Promise<void>;

  constructor(private readonly db: Pool) {
    this.loop = this.run();
  }

  /** What was wrong. */
  async end(): Promise<readonly string[]> {
    this.running = false;
    await this.loop;
    return this.found;
  }

  private async run(): Promise<void> {
    while (this.running) {
      const { rows } = await this.db.query<Held>(
        `SELECT account_id, worker, fence FROM channel_leases WHERE lease_until > now()`,
      );
      this.looks++;
      for (const held of rows) this.check(held);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  private check({ account_id, worker, fence }: Held): void {
    const before = this.fences.get(account_id) ?? 0n;
    if (BigInt(fence) < before) this.found.push(`${account_id}: fence ${fence} after ${before}`);
    this.fences.set(account_id, BigInt(fence));
    const owner = this.owners.get(fence) ?? worker;
    if (owner !== worker) this.found.push(`fence ${fence}: ${owner} and ${worker}`);
    this.owners.set(fence, worker);
  }
}
