import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '../support/client.js';
import { givenAdmin, givenServiceKey, identity } from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const resolveWith = (world: World, key?: string) =>
  new Client(world.url, key === undefined ? {} : { 'x-bot-api-key': key }).post(
    '/v1/platform-linking/resolve',
    identity(),
  );

describe('the key of the environment', () => {
  it('is read on every request, from the variable or from its file', async () => {
    const world = await startWorld();
    const file = join(world.config.settings.DATA_DIR, 'service-key');
    writeFileSync(file, 'first key\n');
    const second = await world.replica({ PLATFORM_BOT_API_KEY_FILE: file });
    try {
      expect((await resolveWith(second, 'first key')).status).toBe(200);
      writeFileSync(file, 'second key\n');
      expect((await resolveWith(second, 'first key')).status).toBe(401);
      expect((await resolveWith(second, 'second key')).status).toBe(200);
    } finally {
      await world.close();
    }
  });
});

describe('a program without any service key', () => {
  it('is 503 bot_api_key_not_configured, until there is one', async () => {
    const world = await startWorld();
    try {
      for (const key of [undefined, 'anything']) {
        expect(await resolveWith(world, key)).toMatchObject({
          status: 503,
          body: { code: 'bot_api_key_not_configured' },
        });
      }
      await givenServiceKey(world);
      expect((await resolveWith(world)).status).toBe(401);
      expect((await resolveWith(world, 'anything')).status).toBe(401);
    } finally {
      await world.close();
    }
  });

  it('is open with ENABLE_AUTH=false, for development, and closes with the first key', async () => {
    const world = await startWorld({ ENABLE_AUTH: 'false' });
    try {
      expect((await resolveWith(world)).status).toBe(200);
      await givenServiceKey(world);
      expect((await resolveWith(world)).status).toBe(401);
    } finally {
      await world.close();
    }
  });
});

describe('system keys', () => {
  it('are made, rotated and revoked like service keys', async () => {
    const world = await startWorld();
    try {
      const admin = await givenAdmin(world);
      const made = await admin.post<{ id: string; key: string }>('/v1/admin/system-keys', { name: 'worker' });
      expect(made.status).toBe(201);
      expect(made.body.key).toMatch(/^us_sys_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
      expect((await admin.post(`/v1/admin/system-keys/${made.body.id}/rotate`, {})).status).toBe(200);
      expect((await admin.post(`/v1/admin/service-keys/${made.body.id}/rotate`, {})).status).toBe(404);
      expect((await resolveWith(world, made.body.key)).status).toBe(503);
      expect((await admin.delete(`/v1/admin/system-keys/${made.body.id}`)).status).toBe(204);
    } finally {
      await world.close();
    }
  });
});
