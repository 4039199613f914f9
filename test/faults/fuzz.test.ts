import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Contract, routesOf, type Document } from '../support/contract.js';
import { codeOf, judge } from '../support/fuzz/judge.js';
import { givenPeople, stillKnown, targetOf, type People } from '../support/fuzz/people.js';
import { drafts, type Draft } from '../support/fuzz/requests.js';
import { startPlatform, type Platform } from '../support/platforms/platform.js';
import { sendRaw, type RawAnswer } from '../support/raw-http.js';
import { startWorld, type World } from '../support/world.js';

/** FUZZ_SEED repeats a run, FUZZ_REQUESTS makes it longer. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_120);
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 10_000);
const TOGETHER = 32;
/** Ten times what it takes where nothing else runs. */
const BUDGET_MS = Math.max(120_000, REQUESTS * 25);

/** Refusals are recorded here on purpose. */
const MAY_GROW = new Set(['audit_events', 'rate_limits']);

interface Exchange {
  readonly draft: Draft;
  readonly target: string;
  readonly answer: RawAnswer | Error;
}

describe('ten thousand requests nobody should send', () => {
  const document = JSON.parse(readFileSync('docs/api/openapi.json', 'utf8')) as Document;
  const contract = new Contract(document);
  /** One example for each kind of breach on each route. */
  const breaches = new Map<string, string>();
  const statuses = new Map<string, number>();
  let world: World;
  let people: People;
  let countRows: () => Promise<string>;
  /** How many rows there are, while nothing can have changed that. */
  let counted: string | null = null;
  /** Asked about each token that somebody wants to connect; no other platform can be reached without a consent. */
  let discord: Platform;

  beforeAll(async () => {
    // Before the program starts, which would take the time this needs for a blocked event loop.
    const all = fc.sample(drafts(routesOf(document), document), { numRuns: REQUESTS, seed: SEED });
    discord = await startPlatform('discord');
    world = await startWorld({
      ...discord.environment(),
      LOG_LEVEL: 'error',
      LINK_TOKENS_PER_MINUTE_PER_KEY: '1000000',
      LINK_TOKENS_PER_MINUTE_PER_IDENTITY: '1000000',
      FAILED_LOGINS_BEFORE_DELAY: '1000000',
    });
    people = await givenPeople(world);
    countRows = await rowCounter(world);
    await sendAll(all);
    process.stdout.write(`fuzz: seed ${SEED}, ${REQUESTS} requests, ${summary(statuses)}\n`);
  }, BUDGET_MS);
  afterAll(async () => {
    await world.close();
    await discord.close();
  });

  it('are all answered as the document says', () => {
    expect([...breaches.values()]).toEqual([]);
  });

  it('reached every route in earnest', () => {
    const succeeded = [...statuses.keys()].filter((key) => key.startsWith('2')).length;
    expect(succeeded).toBeGreaterThan(0);
  });

  it('left the program well', async () => {
    expect(await stillKnown(world, await givenPeople(world))).toBe(true);
    expect(
      world
        .logs()
        .split('\n')
        .filter((line) => line.includes('"unexpected"'))
        .slice(0, 5),
    ).toEqual([]);
  });

  async function sendAll(all: readonly Draft[]): Promise<void> {
    // Apart, so that a row which a refused request stored does not hide among those of accepted ones.
    const [hopeful, hopeless] = [all.filter((draft) => draft.hopeful), all.filter((draft) => !draft.hopeful)];
    for (const some of [hopeless, hopeful]) {
      for (let at = 0; at < some.length && breaches.size < 40; at += TOGETHER) {
        await sendTogether(some.slice(at, at + TOGETHER));
      }
    }
  }

  async function sendTogether(some: readonly Draft[]): Promise<void> {
    const before = counted ?? (await countRows());
    const exchanges = await Promise.all(some.map((draft) => send(draft)));
    exchanges.forEach(note);
    counted = exchanges.some(mayHaveStored) ? null : await countRows();
    if (counted !== null) compare(before, counted, exchanges);
    const turnedAway = exchanges.some(({ answer }) => !(answer instanceof Error) && answer.status === 401);
    if (!turnedAway || (await stillKnown(world, people))) return;
    people = await givenPeople(world);
    counted = null;
  }

  async function send(draft: Draft): Promise<Exchange> {
    const target = targetOf(draft, people);
    const headers = [...people.credentials[draft.caller], ...draft.headers];
    try {
      return { draft, target, answer: await sendRaw(world.url, { ...draft, target, headers }) };
    } catch (error) {
      return { draft, target, answer: error as Error };
    }
  }

  function note({ draft, target, answer }: Exchange): void {
    const verdict = answer instanceof Error ? answer.message : judge(draft, answer, contract);
    if (!(answer instanceof Error)) statuses.set(String(answer.status), (statuses.get(String(answer.status)) ?? 0) + 1);
    if (verdict === null) return;
    const kind = `${draft.route.method} ${draft.route.path} ${verdict.replace(/[0-9a-f-]{36}/g, '')}`;
    breaches.set(kind, `${verdict} ← ${describeDraft(draft, target)}`);
  }

  function compare(before: string, after: string, exchanges: readonly Exchange[]): void {
    if (before === after) return;
    const suspects = exchanges.filter(({ draft }) => draft.route.method !== 'get');
    breaches.set(
      `${before} ${after}`,
      `refused, yet rows changed: ${before} → ${after} ← ${suspects.map(short).join('; ')}`,
    );
  }
});

/** Counts the rows of every table, with one statement that is prepared once: it runs hundreds of times. */
async function rowCounter({ db }: World): Promise<() => Promise<string>> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const names = rows.map(({ name }) => name).filter((name) => !MAY_GROW.has(name));
  const counts = names.map((name) => `'${name}=' || (SELECT count(*) FROM ${name})`);
  const statement = { name: 'row-counts', text: `SELECT concat_ws(' ', ${counts.join(', ')}) AS text` };
  return async () => (await db.query<{ text: string }>(statement)).rows[0]?.text ?? '';
}

function mayHaveStored({ draft, answer }: Exchange): boolean {
  return answer instanceof Error || (answer.status < 400 && draft.method !== 'GET');
}

const short = ({ draft, answer }: Exchange): string =>
  `${draft.method} ${draft.route.path} ${answer instanceof Error ? 'failed' : codeOf(answer)}`;

function describeDraft({ method, caller, headers, body }: Draft, target: string): string {
  return JSON.stringify({
    method,
    target: target.slice(0, 200),
    caller,
    headers,
    body: body?.toString('latin1').slice(0, 300),
  });
}

function summary(statuses: ReadonlyMap<string, number>): string {
  return [...statuses]
    .sort()
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
}
