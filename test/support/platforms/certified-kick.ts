import { Provider, type AccessToken, type Configuration, type RefreshToken } from 'oidc-provider';
import { Browser } from '../identity/browser.js';
import { listen } from '../identity/listening.js';
import { quietly } from '../identity/oidc-server.js';
import { assemble, type Parts, type PlatformOptions } from './assemble.js';
import type { Call } from './call.js';
import type { Family } from './grants.js';
import { Platform } from './platform.js';
import type { Shop, TokenRequest } from './profile.js';
import { redirect, type Reply } from './reply.js';
import { TokenEndpoint } from './token-endpoint.js';
import { returned, type Guest, type Returned } from './visitor.js';
import type { Application, Person } from './words.js';

const ROUTES = { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' };
const SCOPES = ['user:read', 'channel:read', 'chat:write', 'events:subscribe'];

/**
 * Kick, whose consent and tokens come from oidc-provider (certified): PKCE, rotation at each use, and the end of all tokens when one is
 * used again. Knobs for rotation, lifetimes and limits of tokens do nothing here.
 */
export async function startCertifiedKick(options: PlatformOptions = {}): Promise<Platform> {
  const made: Parts[] = [];
  const inner: { url: string } = { url: '' };
  const front = await listen((origin) => {
    const parts = assemble('kick', origin, options, (shop, profile) => ({
      tokens: new ForwardedTokens(shop, profile, inner),
      page: { show: (call) => onwards(call, inner.url), decide: (call) => Promise.resolve(onwards(call, inner.url)) },
    }));
    made.push(parts);
    return parts.dispatcher.handle;
  }, options.port);
  const [parts] = made as [Parts];
  const authority = await listen((url) => {
    inner.url = url;
    const provider = quietly(() => new Provider(url, configurationOf(parts.shop.application)));
    mirror(provider, parts.shop);
    const answer = provider.callback();
    return (request, response) => void answer(request, response);
  });
  const close = async (): Promise<void> => {
    await Promise.all([front.close(), authority.close()]);
  };
  return new Platform(parts, close, () => new CertifiedGuest());
}

const onwards = (call: Call, url: string): Reply => redirect(`${url}${ROUTES.authorization}?${call.query}`);

function configurationOf({ clientId, clientSecret, redirectUris }: Application): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [...redirectUris],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    scopes: SCOPES,
    routes: ROUTES,
    features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    cookies: { keys: ['a cookie key of the tests'] },
    ttl: {
      Interaction: 600,
      Session: 600,
      Grant: 2_592_000,
      AccessToken: 7200,
      RefreshToken: 2_592_000,
      AuthorizationCode: 60,
    },
  };
}

/** Notes every token that the authority gives or takes, so that the API and the tests know them. */
function mirror(provider: Provider, { grants, people }: Shop): void {
  const families = new Map<string, Family>();
  const familyOf = ({ grantId = '', accountId, scope = '' }: AccessToken | RefreshToken): Family => {
    const person = people.find(accountId) ?? people.add({ login: accountId });
    const family = families.get(grantId) ?? grants.begin(person, scope.split(' '));
    families.set(grantId, family);
    return family;
  };
  const endOf = ({ exp }: AccessToken | RefreshToken): number => (exp ?? Infinity) * 1000;
  provider.on('access_token.saved', (token) => {
    grants.keepAccess({ value: token.jti, family: familyOf(token), expiresAt: endOf(token) });
  });
  provider.on('access_token.destroyed', ({ jti }) => {
    const token = grants.access(jti);
    if (token) token.expiresAt = 0;
  });
  provider.on('refresh_token.saved', (token) => void grants.keepRefresh(familyOf(token), token.jti, endOf(token)));
  provider.on('refresh_token.consumed', ({ jti }) => {
    const found = grants.findRefresh(jti);
    if (found) found.token.retiredAt = Date.now();
  });
  provider.on('grant.revoked', ({ path }, grantId) => {
    const family = families.get(grantId);
    if (family) family.ended ??= path === ROUTES.token ? 'reuse' : 'revoked';
  });
}

/** Hands token requests on as they came. */
class ForwardedTokens extends TokenEndpoint {
  constructor(
    shop: Shop,
    profile: ConstructorParameters<typeof TokenEndpoint>[1],
    private readonly authority: { readonly url: string },
  ) {
    super(shop, profile);
  }

  override async answer(asked: TokenRequest | null, call: Call): Promise<Reply> {
    const known = this.shop.grants.findRefresh(asked?.refreshToken ?? '');
    if (known) known.token.redemptions++;
    if (known?.family.ended === 'revoked') return this.profile.refuseToken('refresh');
    const response = await fetch(this.authority.url + ROUTES.token, {
      method: 'POST',
      headers: { 'content-type': call.header('content-type') ?? '' },
      body: new Uint8Array(await call.read()),
    });
    const headers = { 'content-type': response.headers.get('content-type') ?? '' };
    return { status: response.status, headers, body: await response.text() };
  }
}

/** Goes through the pages of oidc-provider, which know one way only. */
class CertifiedGuest implements Guest {
  async approve(authorizeUrl: string, as: Person): Promise<Returned> {
    const callback = new URL(authorizeUrl).searchParams.get('redirect_uri') ?? '';
    return returned(await new Browser(new URL(callback).origin, callback).atProvider(authorizeUrl, as.login));
  }

  deny(): Promise<Returned> {
    return Promise.reject(new Error('This authority has no button to deny'));
  }
}
