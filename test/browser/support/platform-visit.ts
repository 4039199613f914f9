import type { Page } from 'playwright-core';
import { givenAdmin, givenHuman, type Human } from '../../support/given.js';
import type { Person } from '../../support/platforms/words.js';
import { handsOn, type Hands } from './hands.js';
import { OURS, type ConnectedStage } from './stage.js';
import { openSignedIn, type Visitor } from './visitor.js';

/** A system admin with an account of their own and nothing connected, at a browser that platforms lead back to. */
export interface PlatformVisit extends Visitor {
  readonly ada: Human;
  readonly hands: Hands;
  /** Presses the button here, and Approve on the page of the platform, as that person. */
  readonly connectAs: (button: string, person: Person) => Promise<void>;
}

export async function visitPlatforms({ world, browser }: ConnectedStage): Promise<PlatformVisit> {
  const ada = await givenHuman(world);
  await (await givenAdmin(world)).patch(`/v1/admin/users/${ada.id}`, { is_system_admin: true });
  const visitor = await openSignedIn(browser, world, ada, { baseURL: OURS });
  const hands = handsOn(visitor.page);
  const connectAs = async (button: string, { login }: Person): Promise<void> => {
    await hands.press(button);
    await approveAs(visitor.page, login);
  };
  return { ...visitor, ada, hands, connectAs };
}

async function approveAs(page: Page, login: string): Promise<void> {
  await page.getByLabel(`(${login})`).check();
  await page.getByRole('button', { name: 'Approve' }).click();
}
