import { startWorld, type World } from '../support/world.js';
import { conversations } from './cases/conversations.js';
import { pageBehindLink } from './cases/link.js';
import { pagesOfPeople } from './cases/pages.js';
import { roles } from './cases/roles.js';
import { signingIn } from './cases/sign-in.js';
import { trouble } from './cases/trouble.js';
import { describeInChromium } from './support/chromium.js';
import type { TownStage } from './support/stage.js';
import { givenTown } from './support/town.js';

describeInChromium('the console', (launch) => {
  let world: World;
  let stage: TownStage;
  beforeAll(async () => {
    world = await startWorld();
    const [browser, town] = await Promise.all([launch(), givenTown(world)]);
    stage = { world, browser, town };
  });
  afterAll(() => world.close());

  const shared = (): TownStage => stage;
  describe('signing in with a browser', signingIn(shared));
  describe('the page behind a link', pageBehindLink(shared));
  describe('when something goes wrong', trouble(shared));
  describe('what somebody sees by their role', roles(shared));
  describe('the pages of people', pagesOfPeople(shared));
  describe('what was said with the assistant', conversations(shared));
});
