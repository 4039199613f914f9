import { readdirSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { migrationOptions } from '../../src/database/data-source.js';
import { migrate } from '../../src/database/migrate.js';
import { createDatabase, createEmptyDatabase } from '../support/database.js';
import { schemaDrift } from './schema-drift.js';
import { describeSchema } from './describe-schema.js';

describe('the migrations', () => {
  it('make exactly the tables that the entities describe', async () => {
    const database = await createDatabase();
    expect(await schemaDrift(database.url)).toEqual([]);
    await database.drop();
  });

  it('are all listed, in order, under the name of their file', () => {
    const files = readdirSync('migrations').filter((name) => /^\d/.test(name));
    const listed = MIGRATIONS.map((migration) => migration.name);
    expect(files.map((name) => name.slice(0, 13))).toEqual(listed.map((name) => name.slice(-13)));
    expect([...files].sort()).toEqual(files);
  });

  it('go down to nothing and up again to the same', async () => {
    const database = await createEmptyDatabase();
    await migrate(database.url);
    const before = await describeSchema(database.url);
    await undoAll(database.url);
    expect((await describeSchema(database.url)).filter((line) => !line.includes('migrations'))).toEqual([]);
    await migrate(database.url);
    expect(await describeSchema(database.url)).toEqual(before);
    await database.drop();
  });

  it('run once when replicas start together', async () => {
    const database = await createEmptyDatabase();
    await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(await schemaDrift(database.url)).toEqual([]);
    await database.drop();
  });
});

async function undoAll(url: string): Promise<void> {
  const dataSource = await new DataSource(migrationOptions(url)).initialize();
  for (let left = MIGRATIONS.length; left > 0; left--) await dataSource.undoLastMigration({ transaction: 'each' });
  await dataSource.destroy();
}
