import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';

/** Made and emptied by the rate limiter with its own statements; no entity maps it. */
const UNMAPPED = '"rate_limits"';

/** Entities map no relations, so TypeORM knows no foreign key; those stand in the migrations alone. */
const FOREIGN_KEY = /^ALTER TABLE "\w+" DROP CONSTRAINT "\w+_fkey"$/;

/** The statements that would make the database what the entities describe; none when migrations and entities agree. */
export async function schemaDrift(url: string): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(url, 2)).initialize();
  try {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).filter((query) => !query.includes(UNMAPPED) && !FOREIGN_KEY.test(query));
  } finally {
    await dataSource.destroy();
  }
}
