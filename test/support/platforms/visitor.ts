import type { Person } from './words.js';

/** Where the platform leads back to. */
export interface Returned {
  readonly url: string;
  readonly code: string | null;
  readonly state: string | null;
  readonly error: string | null;
}

export interface ApproveOptions {
  /** Scopes whose box is unticked. */
  readonly denyScopes?: readonly string[];
}

/** Somebody who can be sent to the authorize page. */
export interface Guest {
  approve(authorizeUrl: string, as: Person, options?: ApproveOptions): Promise<Returned>;
  deny(authorizeUrl: string): Promise<Returned>;
}

/** A browser at a platform. It keeps its cookies, so the platform may know who sits there. */
export class Visitor implements Guest {
  private cookie = '';

  /** Opens the page and presses Approve as that person, unless the platform leads on by itself. */
  async approve(authorizeUrl: string, as: Person, { denyScopes = [] }: ApproveOptions = {}): Promise<Returned> {
    const page = await this.open(authorizeUrl);
    if (typeof page !== 'string') return page;
    const offered = [...page.matchAll(/name="scope" value="([^"]*)"/g)].map(([, scope = '']) => unescaped(scope));
    const form = new URLSearchParams({ decision: 'approve', person: as.id });
    for (const scope of offered) if (!denyScopes.includes(scope)) form.append('scope', scope);
    return this.press(authorizeUrl, form);
  }

  async deny(authorizeUrl: string): Promise<Returned> {
    const page = await this.open(authorizeUrl);
    return typeof page === 'string' ? this.press(authorizeUrl, new URLSearchParams({ decision: 'deny' })) : page;
  }

  private async open(url: string): Promise<string | Returned> {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: this.cookie } });
    if (response.status === 302) return returned(response.headers.get('location') ?? '');
    const text = await response.text();
    if (response.status !== 200) throw new Error(`The platform shows ${response.status}: ${text}`);
    return text;
  }

  private async press(url: string, form: URLSearchParams): Promise<Returned> {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie },
      body: form,
    });
    if (response.status !== 302) throw new Error(`The platform shows ${response.status}: ${await response.text()}`);
    const [first] = response.headers.getSetCookie();
    if (first !== undefined) this.cookie = first.split(';')[0] ?? '';
    return returned(response.headers.get('location') ?? '');
  }
}

export function returned(url: string): Returned {
  const { searchParams } = new URL(url);
  return { url, code: searchParams.get('code'), state: searchParams.get('state'), error: searchParams.get('error') };
}

const unescaped = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
