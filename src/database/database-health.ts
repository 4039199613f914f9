import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Metrics } from '../common/metrics/metrics.js';
import { MIGRATIONS } from '../../migrations/index.js';

/** What readiness asks of the database. */
@Injectable()
export class DatabaseHealth implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const { master: pool } = this.dataSource.driver as { master?: Pool };
    const gauge = (name: string, help: string, read: (of: Pool) => number): void =>
      this.metrics.gauge(`understudy_database_${name}`, help, () => (pool ? read(pool) : 0));
    gauge('connections', 'Open connections of the pool', (of) => of.totalCount);
    gauge('connections_idle', 'Open connections that nobody uses', (of) => of.idleCount);
    gauge('requests_waiting', 'Requests that wait for a connection', (of) => of.waitingCount);
  }

  async reachable(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }

  /** Has every migration of this version run? A newer version's migrations may be there too. */
  async migrated(): Promise<boolean> {
    const rows = await this.dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    const done = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.every((migration) => done.has(migration.name));
  }
}
