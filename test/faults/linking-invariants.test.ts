import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { linkingBreaches } from './support/linking-invariants.js';
import { lookBehind } from './support/look-behind.js';

const PERSON = randomUUID();
const LINK = randomUUID();
const TOKEN = randomUUID();
const HASH = createHash('sha256').update('the token').digest('hex');

const ADD_TOKEN = `INSERT INTO link_tokens (id, token_hash, platform, platform_user_id, proof, state, open, confirmed_by, expires_at)
  VALUES ($1, decode($2, 'hex'), 'DISCORD', 'chatter-123456', 'none', $3, $4, $5, now() + interval '1 hour')`;
const ADD_LINK = `INSERT INTO platform_links (id, platform, platform_user_id, user_id, link_token_id, proof)
  VALUES ($1, 'DISCORD', 'chatter-123456', $2, $3, 'none')`;
const ADD_EVENT = `INSERT INTO audit_events (id, actor_kind, subject_id, action, target_kind, target_id, outcome, details)
  VALUES ($1, 'human', $2, $3, 'platform_link', $4, 'done', '{"platform":"DISCORD","platform_user_id":"…123456"}')`;

/** A check that finds nothing proves something only when it finds what is there. */
describe('the checks that follow each fault', () => {
  let database: TestDatabase;
  let db: Pool;

  beforeEach(async () => {
    database = await createDatabase();
    db = lookBehind(database.url);
    // It may only grow, which is in the way of breaking it.
    await db.query('ALTER TABLE audit_events DISABLE TRIGGER ALL');
    await db.query(
      `INSERT INTO users (id, kind, username, name, email) VALUES ($1, 'human', 'ada', 'Ada', 'ada@example.org')`,
      [PERSON],
    );
    await db.query(ADD_TOKEN, [TOKEN, HASH, 'used', false, PERSON]);
    await db.query(ADD_LINK, [LINK, PERSON, TOKEN]);
    await db.query(ADD_EVENT, [randomUUID(), PERSON, 'link.created', LINK]);
  });
  afterEach(async () => {
    await db.end();
    await database.drop();
  });

  const known = { confirmed: new Map([[HASH, PERSON]]), unlinkAttempts: new Set<string>() };
  const promises = async (): Promise<string[]> => {
    const breaches = await linkingBreaches(db, known);
    return breaches.map((breach) => /^I\d+/.exec(breach)?.[0] ?? breach);
  };

  it('find nothing wrong with a link that was made as it should be', async () => {
    expect(await linkingBreaches(db, known)).toEqual([]);
  });

  it.each([
    ['a link that is gone without a trace', ['I2', 'I7'], `DELETE FROM platform_links`],
    ['a token that was burnt', ['I2'], `DELETE FROM platform_links; DELETE FROM audit_events`],
    ['a link whose token was never used', ['I2', 'I3', 'I1'], `UPDATE link_tokens SET state = 'declined'`],
    ['a link without its audit row', ['I2', 'I7'], `DELETE FROM audit_events`],
    ['a removal that is told of twice', ['I2', 'I7', 'I1'], `${told('removed')}; ${told('removed')}`],
    ['a link made twice', ['I2', 'I7'], told('created')],
    ['a removal that nobody asked for', ['I1'], `DELETE FROM platform_links; ${told('removed')}`],
    [
      'an acknowledged confirm that is forgotten',
      ['I1'],
      `TRUNCATE link_tokens, link_sign_ins, platform_links, audit_events`,
    ],
  ])('find %s', async (_, broken, how) => {
    await db.query(how);
    expect(new Set(await promises())).toEqual(new Set(broken));
  });

  it('find a second open token and a second link of one identity, should the database let them in', async () => {
    await db.query('DROP INDEX link_tokens_one_open_per_identity_key');
    await db.query('ALTER TABLE platform_links DROP CONSTRAINT platform_links_identity_key');
    for (const hash of ['aa', 'bb']) await db.query(ADD_TOKEN, [randomUUID(), hash, 'pending', true, null]);
    await db.query(ADD_LINK, [randomUUID(), PERSON, null]);
    expect(await promises()).toEqual(expect.arrayContaining(['I3', 'I4', 'I5', 'I7']));
  });
});

function told(what: 'created' | 'removed'): string {
  const columns = `gen_random_uuid(), 'human', '${PERSON}', 'link.${what}', 'platform_link', '${LINK}', 'done'`;
  return `INSERT INTO audit_events (id, actor_kind, subject_id, action, target_kind, target_id, outcome, details)
    VALUES (${columns}, '{"platform":"DISCORD","platform_user_id":"…123456"}')`;
}
