import { startConnectedWorld, type ConnectedWorld } from '../support/connecting.js';
import { givenAdmin } from '../support/given.js';
import { startOidcServer, type OidcServer } from '../support/identity/oidc-server.js';
import { adminPlatforms } from './cases/admin-platforms.js';
import { connections } from './cases/connections.js';
import { everyPage } from './cases/every-page.js';
import { linkProvenBySignIn } from './cases/link-sign-in.js';
import { organisation } from './cases/organisation.js';
import { serving } from './cases/serving.js';
import { status } from './cases/status.js';
import { describeInChromium } from './support/chromium.js';
import { givenConnectedTown } from './support/connected-town.js';
import { OURS, type ConnectedStage } from './support/stage.js';

describeInChromium('the console, among platforms and an organisation', (launch) => {
  let place: ConnectedWorld;
  let provider: OidcServer;
  let stage: ConnectedStage;
  beforeAll(async () => {
    provider = await startOidcServer();
    const { issuer, clientId, clientSecret } = provider;
    place = await startConnectedWorld({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
    });
    const { host } = new URL(place.world.url);
    const rules = `--host-resolver-rules=MAP ${new URL(OURS).host} ${host}`;
    const [browser, town] = await Promise.all([launch([rules]), givenConnectedTown(place)]);
    stage = { ...place, browser, town };
  });
  afterAll(async () => {
    await place.close();
    await provider.close();
  });

  const shared = (): ConnectedStage => stage;
  describe('as it is served', serving(shared));
  describe('every page', everyPage(shared));
  describe('signing in with an organisation', organisation(shared));
  describe('a link that is proven by signing in at the platform', linkProvenBySignIn(shared));
  describe('connections', () => {
    beforeAll(async () => {
      // The application at Kick that is only there to be looked at.
      await (await givenAdmin(place.world)).put('/v1/admin/providers/kick', { client_id: null });
    });
    describe('of an account', connections(shared));
    describe('in channels', status(shared));
    describe('of everybody', adminPlatforms(shared));
  });
});
