import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyDatabase } from '../support/database.js';
import { runProgram, runToEnd } from '../support/run-program.js';
import { whenReady } from '../support/ready.js';

/** The built program, as it is shipped: a transform that only tests have hides nothing here. */
describe('the built program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-boot-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts on an empty database, stops when told, and starts again', async () => {
    const database = await createEmptyDatabase();
    const env = { DATABASE_URL: database.url, DATA_DIR: folder, ADMIN_PASSWORD: 'correct horse battery staple' };
    for (const start of ['first', 'second']) {
      const program = await runProgram(env);
      expect(await whenReady(program.url)).toMatchObject({ status: 200 });
      expect([start, await program.kill('SIGTERM')]).toEqual([start, { code: 0, signal: null }]);
      expect(program.output()).toContain('stopped');
    }
    await database.drop();
  });

  it('says which setting is wrong, and does not start', async () => {
    const ending = await runToEnd({ PORT: 'many', DATA_DIR: folder, DATABASE_URL: 'mysql://localhost' });
    expect(ending).toMatchObject({ code: 1 });
    expect(ending.output).toContain('PORT');
    expect(ending.output).toContain('DATABASE_URL must be a postgres:// address');
  });
});
