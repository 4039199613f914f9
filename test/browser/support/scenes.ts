import type { Page } from 'playwright-core';
import type { Town } from './town.js';

/** A page in one of its states. */
export interface Scene {
  readonly name: string;
  /** Whether it needs somebody signed in. */
  readonly as: 'nobody' | 'ada';
  /** Leads there, and waits until it is all there. */
  readonly open: (page: Page, town: Town) => Promise<void>;
}

const YES = { name: 'Yes, this is me' };

const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();

/** A page with this heading, and with this text, which comes last. */
const at =
  (path: string, title: string, last?: string): Scene['open'] =>
  async (page) => {
    await page.goto(path);
    await heading(page, title);
    if (last !== undefined) await page.getByText(last).filter({ visible: true }).first().waitFor();
  };

/** Something that opens over a page. */
const over =
  (below: Scene['open'], button: string): Scene['open'] =>
  async (page, town) => {
    await below(page, town);
    await page.getByRole('button', { name: button }).click();
    await page.locator('.dialog').waitFor();
  };

const bot = at('/settings/bots/bot-helper', 'Helper bot', 'Nightly report');
const keys = at('/admin/keys', 'Keys', 'Twitch worker');
const account = at('/account', 'Analytical Engines', 'Grace Hopper');

const connections: Scene['open'] = async (page, town) => {
  await inTeam(at('/connections', 'Connections', 'The bot:'))(page, town);
};
const platforms = at('/admin/providers', 'Platforms', 'no new connections');

const inTeam =
  (open: Scene['open']): Scene['open'] =>
  async (page, town) => {
    await page.goto('/links');
    await page.evaluate(`localStorage.setItem('understudy.account', '${town.team}')`);
    await open(page, town);
  };

async function freshLink(page: Page, town: Town): Promise<void> {
  await page.goto(await town.freshLink());
  await page.getByRole('button', YES).waitFor();
}

async function codeOfLink(page: Page, town: Town): Promise<void> {
  await page.goto(await town.freshLink(town.carefulBot));
  await page.getByRole('button', YES).click();
  await page.locator('.code').waitFor();
}

const MEMBER = { platform: 'DISCORD', platform_user_id: '80351110224678913', platform_username: 'ada.lovelace' };

async function provenLink(page: Page, town: Town): Promise<void> {
  await page.goto(await town.freshLink(town.provingBot, MEMBER));
  await page.getByRole('button', { name: 'Yes, sign in at Discord' }).waitFor();
}

async function otherAccount(page: Page, town: Town): Promise<void> {
  const path = await town.freshLink(town.provingBot, MEMBER);
  await page.goto(path);
  await page.evaluate(`sessionStorage.setItem('understudy.link', '{"token":"${path.replace('/link/', '')}"}')`);
  await page.goto('/link?result=link_proof_other_account&platform=DISCORD');
  await page.getByText('as somebody else').waitFor();
}

async function refusedConnection(page: Page): Promise<void> {
  await page.goto('/connections?result=own_channel_as_bot&platform=twitch&kind=bot');
  await page.getByText('cannot be its bot').waitFor();
}

export const SCENES: readonly Scene[] = [
  { name: 'login', as: 'nobody', open: at('/login', 'Sign in', 'Password') },
  { name: 'register', as: 'nobody', open: at('/register', 'Create an account', 'Password') },
  { name: 'link', as: 'ada', open: freshLink },
  { name: 'link-code', as: 'ada', open: codeOfLink },
  { name: 'link-sign-in', as: 'ada', open: provenLink },
  { name: 'link-other-account', as: 'ada', open: otherAccount },
  { name: 'link-unknown', as: 'ada', open: at(`/link/${'x'.repeat(43)}`, 'This link does not exist') },
  { name: 'links', as: 'ada', open: at('/links', 'Linked identities', 'countess') },
  { name: 'links-unlink', as: 'ada', open: over(at('/links', 'Linked identities', 'countess'), 'Unlink Telegram') },
  { name: 'bots', as: 'ada', open: at('/settings/bots', 'Bots', 'bot-archivist') },
  { name: 'bot', as: 'ada', open: bot },
  { name: 'bot-new-token', as: 'ada', open: over(bot, 'New token') },
  { name: 'bot-delete', as: 'ada', open: over(bot, 'Delete bot-helper') },
  { name: 'tokens', as: 'ada', open: at('/settings/tokens', 'API tokens', 'Laptop') },
  { name: 'profile', as: 'ada', open: at('/settings/profile', 'Profile', 'Delete yourself') },
  { name: 'connections', as: 'ada', open: connections },
  { name: 'connections-refused', as: 'ada', open: inTeam(refusedConnection) },
  { name: 'connections-token', as: 'ada', open: over(connections, 'Connect a bot on Discord') },
  { name: 'connections-bot-user', as: 'ada', open: over(connections, 'Bot user of Twitch') },
  { name: 'status', as: 'ada', open: inTeam(at('/status', 'Status', 'changes in seven days')) },
  { name: 'account', as: 'ada', open: inTeam(account) },
  { name: 'account-add-member', as: 'ada', open: over(inTeam(account), 'Add member') },
  { name: 'admin-providers', as: 'ada', open: platforms },
  { name: 'admin-providers-application', as: 'ada', open: over(platforms, 'Application of Kick') },
  { name: 'admin-providers-switches', as: 'ada', open: over(platforms, 'Switches of Twitch') },
  { name: 'admin-providers-accounts', as: 'ada', open: over(platforms, 'Accounts of Trovo') },
  { name: 'admin-global-bots', as: 'ada', open: at('/admin/global-bots', 'Global bots', '@understudy') },
  { name: 'admin-keys', as: 'ada', open: keys },
  { name: 'admin-keys-new', as: 'ada', open: over(keys, 'New service key') },
  { name: 'admin-users', as: 'ada', open: at('/admin/users', 'Users', 'Grace Hopper') },
  { name: 'audit', as: 'ada', open: inTeam(at('/audit', 'Audit', 'member.added')) },
];
