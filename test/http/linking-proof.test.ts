import type { Client } from '../support/client.js';
import {
  givenAdmin,
  givenHuman,
  givenLinkToken,
  givenServiceKey,
  identity,
  type Human,
  type LinkToken,
} from '../support/given.js';
import { startWorld, type World } from '../support/world.js';

const V1 = '/v1/platform-linking';

describe('two-sided proof', () => {
  let world: World;
  let service: Client;
  let ada: Human;
  let victim: Human;

  beforeAll(async () => {
    world = await startWorld();
    service = (await givenServiceKey(world, { proof: 'code' })).client;
    [ada, victim] = await Promise.all([givenHuman(world), givenHuman(world)]);
  });
  afterAll(() => world.close());

  const confirm = (who: Human, { token }: LinkToken) =>
    who.client.post<{ success: boolean; state: string; code: string }>(`${V1}/tokens/${token}/confirm`);
  const prove = (of: LinkToken, code: string, id = of.platform_user_id, headers?: Record<string, string>) =>
    service.post(`${V1}/tokens/${of.token}/proof`, { platform_user_id: id, code }, headers);
  const status = async ({ token }: LinkToken) => (await service.get(`${V1}/tokens/${token}/status`)).body;
  const other = (code: string, by: number) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

  it('links only after the code came back from the chat', async () => {
    const invited = await givenLinkToken(world, service);
    expect((await ada.client.get(`${V1}/tokens/${invited.token}/info`)).body).toMatchObject({ proof: 'code' });
    const { status: answered, body } = await confirm(ada, invited);
    expect(answered).toBe(200);
    expect(body).toMatchObject({ success: true, state: 'awaiting_proof' });
    expect(body.code).toMatch(/^[0-9]{6}$/);
    expect(await status(invited)).toEqual({ status: 'pending', user_id: null });
    expect((await service.post(`${V1}/resolve`, pick(invited))).body).toMatchObject({ linked: false });

    expect(await prove(invited, body.code)).toMatchObject({ status: 200, body: { success: true, user_id: ada.id } });
    expect(await status(invited)).toEqual({ status: 'linked', user_id: ada.id });
    expect((await service.post(`${V1}/resolve`, pick(invited))).body).toEqual({ linked: true, user_id: ada.id });
    expect((await prove(invited, body.code)).status).toBe(410);
  });

  it('binds nothing when a forwarded link is confirmed by its victim', async () => {
    const invited = await givenLinkToken(world, service);
    await confirm(victim, invited);
    expect((await service.post(`${V1}/resolve`, pick(invited))).body).toMatchObject({ linked: false });
    expect((await victim.client.get(`${V1}/links`)).body).toEqual([]);
  });

  it('shows the same code again to whoever confirmed, and to nobody else', async () => {
    const invited = await givenLinkToken(world, service);
    const first = await confirm(ada, invited);
    const again = await confirm(ada, invited);
    expect(again).toMatchObject({ status: 200, body: { code: first.body.code } });
    expect(await confirm(victim, invited)).toMatchObject({ status: 410, body: { code: 'link_token_used' } });
  });

  it('dies after five wrong codes, whatever comes then', async () => {
    const invited = await givenLinkToken(world, service);
    const { code } = (await confirm(ada, invited)).body;
    for (let wrong = 1; wrong <= 5; wrong++) {
      const answer = await prove(invited, other(code, wrong));
      expect(answer).toMatchObject({ status: 403, body: { code: 'link_proof_wrong', tries_left: 5 - wrong } });
    }
    expect(await prove(invited, code)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
    expect(await status(invited)).toEqual({ status: 'expired', user_id: null });
  });

  it('counts wrong codes exactly, however many come at once', async () => {
    const invited = await givenLinkToken(world, service);
    const { code } = (await confirm(ada, invited)).body;
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => prove(invited, other(code, i + 1))));
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((one) => one === 403)).toHaveLength(5);
    expect(statuses.filter((one) => one === 410)).toHaveLength(35);
    expect((await prove(invited, code)).status).toBe(410);
  });

  it('refuses the right code from another identity, and counts it', async () => {
    const invited = await givenLinkToken(world, service);
    const { code } = (await confirm(ada, invited)).body;
    expect(await prove(invited, code, 'somebody else')).toMatchObject({
      status: 403,
      body: { code: 'link_proof_identity_mismatch', tries_left: 4 },
    });
    expect((await prove(invited, code)).status).toBe(200);
  });

  it('refuses a code before anybody confirmed, and after the time is over', async () => {
    const invited = await givenLinkToken(world, service);
    expect(await prove(invited, '000000')).toMatchObject({ status: 409, body: { code: 'link_proof_not_awaited' } });
    const { code } = (await confirm(ada, invited)).body;
    await world.db.query(`UPDATE link_tokens SET expires_at = now() WHERE platform_user_id = $1`, [
      invited.platform_user_id,
    ]);
    expect(await prove(invited, code)).toMatchObject({ status: 410, body: { code: 'link_token_expired' } });
  });

  it('links nobody who was disabled between confirming and proving', async () => {
    const invited = await givenLinkToken(world, service);
    const eve = await givenHuman(world);
    const { code } = (await confirm(eve, invited)).body;
    expect((await (await givenAdmin(world)).patch(`/v1/admin/users/${eve.id}`, { status: 'disabled' })).status).toBe(
      200,
    );
    expect((await prove(invited, code)).status).toBe(410);
    expect((await service.post(`${V1}/resolve`, pick(invited))).body).toMatchObject({ linked: false });
  });

  it('answers again when the proof came through and its answer was lost', async () => {
    const invited = await givenLinkToken(world, service);
    const { code } = (await confirm(ada, invited)).body;
    const first = await prove(invited, code, undefined, { 'idempotency-key': 'proof' });
    const again = await prove(invited, code, undefined, { 'idempotency-key': 'proof' });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('does not remember a wrong code under its Idempotency-Key', async () => {
    const invited = await givenLinkToken(world, service);
    const { code } = (await confirm(ada, invited)).body;
    const headers = { 'idempotency-key': 'wrong' };
    expect((await prove(invited, other(code, 1), undefined, headers)).body).toMatchObject({ tries_left: 4 });
    expect((await prove(invited, other(code, 1), undefined, headers)).body).toMatchObject({ tries_left: 3 });
  });

  it('audits who confirmed, each refused code, and the link with its person as subject', async () => {
    const invited = await givenLinkToken(world, service, identity('TEAMS'));
    const { code } = (await confirm(ada, invited)).body;
    await prove(invited, other(code, 1));
    await prove(invited, code);
    const { body } = await ada.client.get<{ items: Record<string, unknown>[] }>('/v1/audit?limit=100');
    const about = body.items.filter((event) =>
      JSON.stringify(event.details).includes(invited.platform_user_id.slice(-6)),
    );
    expect(about.map((event) => [event.action, event.actor_kind, event.subject_id])).toEqual([
      ['link.created', 'service', ada.id],
      ['link.proof_refused', 'service', ada.id],
      ['link.confirmed', 'human', ada.id],
    ]);
    expect(JSON.stringify(body)).not.toContain(invited.platform_user_id);
  });
});

describe('the proof mode platform', () => {
  it('cannot be demanded where no sign-in is set up', async () => {
    const world = await startWorld();
    try {
      const wanted = { name: 'x', scopes: ['linking'], proof: 'platform', platforms: ['DISCORD'] };
      const answer = await (await givenAdmin(world)).post('/v1/admin/service-keys', wanted);
      expect(answer).toMatchObject({ status: 422, body: { code: 'proof_mode_unavailable', platforms: ['DISCORD'] } });
    } finally {
      await world.close();
    }
  });
});

const pick = ({ platform, platform_user_id }: LinkToken) => ({ platform, platform_user_id });
