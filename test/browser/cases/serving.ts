import { CONSOLE_PAGES } from '../../../src/common/console-pages.js';
import { CONSOLE_POLICY } from '../../../src/console/serve-console.js';
import { Client } from '../../support/client.js';
import { eventually } from '../../support/eventually.js';
import type { World } from '../../support/world.js';
import type { Stage } from '../support/stage.js';

/** Compressed; what a phone loads before it shows anything. */
const FIRST_LOAD_BYTES = 250_000;

export const serving = (stage: () => Stage) => (): void => {
  let world: World;
  beforeAll(() => {
    ({ world } = stage());
  });

  const load = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, world.url), { headers });

  it.each([...CONSOLE_PAGES, '/login', '/register', '/link', `/link/${'x'.repeat(43)}`, '/settings/bots/bot-helper'])(
    '%s is the page, under a strict policy, never cached or framed, and no referrer to anybody',
    async (path) => {
      const page = await load(path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'content-security-policy': CONSOLE_POLICY,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    },
  );

  it('keeps the assets for ever, compressed, and small enough', async () => {
    const html = await (await load('/')).text();
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThanOrEqual(2);
    let bytes = 0;
    for (const path of assets) {
      const asset = await load(path, { 'accept-encoding': 'br' });
      expect(Object.fromEntries(asset.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
        vary: expect.stringMatching(/accept-encoding/i) as string,
      });
      bytes += Number(asset.headers.get('content-length'));
    }
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
  });

  it.each(['/v1/nothing', '/v1', '/nothing', '/admin', '/assets/nothing.js', '/assets/../package.json', '/link/a/b'])(
    'answers %s with a problem document, as before',
    async (path) => {
      const answer = await new Client(world.url).get(path);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.body).toMatchObject({ code: 'route_not_found' });
    },
  );

  it('takes nothing but reading, and keeps link tokens out of the log', async () => {
    const token = 'secret-token-of-a-link-0123456789abcdefghijk';
    expect(await new Client(world.url).post(`/link/${token}`, {})).toMatchObject({ status: 405 });
    await load(`/link/${token}`);
    await eventually(() => world.logs().includes('/link/:token'));
    expect(world.logs()).not.toContain(token);
  });
};
