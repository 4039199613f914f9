import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { givenHuman, givenServiceKey } from '../support/given.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { land, linkFor, signInAs } from '../support/signing-in.js';
import { TEST_SETTINGS } from '../support/world.js';
import { FragileProgram } from './support/fragile-program.js';

describe('a program that is killed while a platform is asked who signed in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-sign-in-'));
  let database: TestDatabase;
  let discord: Platform<'discord'>;
  let program: FragileProgram;

  beforeAll(async () => {
    [database, discord] = await Promise.all([createDatabase(), startPlatform('discord')]);
    const place = { DATA_DIR: folder, DATABASE_URL: database.url };
    program = await FragileProgram.start({ ...TEST_SETTINGS, ...place, ...discord.signInEnvironment() });
  }, 60_000);
  afterAll(async () => {
    await program.stop();
    await discord.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['token', 'validate'] as const)(
    '(at its %s) links nothing, burns nothing, and takes the next try',
    async (on) => {
      const service = await givenServiceKey(program, { proof: 'platform', platforms: ['DISCORD'] });
      const ada = await givenHuman(program);
      const me = discord.users.add({ login: `me_${on}` });
      const invited = await linkFor({ service }, discord, me);
      const status = async (): Promise<unknown> =>
        (await service.client.get(`/v1/platform-linking/tokens/${invited.token}/status`)).body;

      const interrupted = await signInAs(ada, invited, discord, me);
      discord.knobs.fail({ on, how: 'hang' });
      const asked = discord.calls.length;
      const lost = land(program, interrupted).catch(() => 'lost');
      await eventually(() => discord.calls.slice(asked).some(({ kind }) => kind === on));
      await program.crash(() => Promise.resolve());
      expect(await lost).toBe('lost');

      expect(await status()).toEqual({ status: 'pending', user_id: null });
      expect(await land(program, interrupted)).toBe('connect_state_invalid');
      expect(await land(program, await signInAs(ada, invited, discord, me))).toBe('linked');
      expect(await status()).toEqual({ status: 'linked', user_id: ada.id });
    },
  );
});
