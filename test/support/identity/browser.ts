import { parseSetCookie } from 'cookie';
import { OUR_CALLBACK } from './oidc-server.js';

const MAX_STEPS = 20;

/** What a browser does in a sign-in: keeps cookies, follows redirects when told to, and fills in the provider's two forms. */
export class Browser {
  /** By origin; no two cookies of these servers share a name. */
  private readonly cookies = new Map<string, Map<string, string>>();

  /**
   * @param url where the program really listens, which knows itself by its PUBLIC_URL
   * @param callback where the provider leads back to
   */
  constructor(
    private readonly url: string,
    private readonly callback = OUR_CALLBACK,
  ) {}

  /** One request, of a page of ours (by path) or of another server. */
  async visit(where: string, form?: Record<string, string>): Promise<Response> {
    const ours = new URL(this.callback).origin;
    const asked = new URL(where, ours);
    const address = asked.origin === ours ? new URL(asked.pathname + asked.search, this.url) : asked;
    const jar = this.jarOf(address);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Begins to sign in and goes through the provider; answers the address that the provider leads back to. */
  async throughProvider(subject: string, returnTo = '/'): Promise<string> {
    const begun = await this.visit(`/v1/auth/oidc/authorize?return_to=${encodeURIComponent(returnTo)}`);
    return this.atProvider(begun.headers.get('location') ?? '', subject);
  }

  /** Signs in at the provider, from an authorization request on. */
  async atProvider(authorizeUrl: string, subject: string): Promise<string> {
    let at = authorizeUrl;
    let response = await this.visit(at);
    for (let step = 0; step < MAX_STEPS; step++) {
      const location = response.headers.get('location');
      if (location !== null) {
        at = new URL(location, at).href;
        if (at.startsWith(this.callback)) return at;
        response = await this.visit(at);
        continue;
      }
      const prompt = /name="prompt" value="(\w+)"/.exec(await response.text())?.[1];
      if (prompt === undefined) throw new Error(`The provider answered ${response.status} at ${at}`);
      response = await this.visit(at, prompt === 'login' ? { prompt, login: subject, password: 'x' } : { prompt });
    }
    throw new Error('The provider leads in circles');
  }

  /** The value of a cookie that our pages would send, or null. */
  cookie(name: string): string | null {
    return this.jarOf(new URL(this.url)).get(name) ?? null;
  }

  private jarOf({ origin }: URL): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const { name, value = '', maxAge, expires } = parseSetCookie(line);
  const over = maxAge === 0 || value === '' || (expires !== undefined && expires.getTime() < Date.now());
  if (over) jar.delete(name);
  else jar.set(name, value);
}
