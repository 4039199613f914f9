import type { Call } from './call.js';
import type { PageRules, Shop } from './profile.js';
import { html, redirect, type Reply } from './reply.js';
import type { Person } from './words.js';

const COOKIE = 'platform_session';

interface Asked {
  readonly parameters: URLSearchParams;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

/** The page where a person lets an application act for them: GET shows it, POST is a press on one of its buttons. */
export class AuthorizePage {
  constructor(
    private readonly shop: Shop,
    private readonly rules: PageRules,
    private readonly title: string,
  ) {}

  show(call: Call): Reply {
    const asked = this.judge(call);
    if ('status' in asked) return asked;
    const known = this.personOfCookie(call);
    if (known && this.rules.silent(asked.parameters) && this.hasAgreed(known, asked.scopes)) {
      return this.agree(asked, known, asked.scopes);
    }
    return html(200, this.page(asked, known));
  }

  async decide(call: Call): Promise<Reply> {
    const asked = this.judge(call);
    if ('status' in asked) return asked;
    const form = new URLSearchParams((await call.read()).toString('utf8'));
    if (form.get('decision') !== 'approve') {
      return this.back(asked, { error: 'access_denied', error_description: 'The user denied you access' });
    }
    const person = this.shop.people.find(form.get('person') ?? '');
    if (!person) return problem('Choose who you are');
    // A star for every box, so that one line of curl will do.
    const ticked = form.getAll('scope');
    return this.agree(
      asked,
      person,
      asked.scopes.filter((scope) => ticked.includes('*') || ticked.includes(scope)),
    );
  }

  /** An unknown client or redirect URI is never led back to, nor is a request that lacks something. */
  private judge(call: Call): Asked | Reply {
    const query = this.rules.rewrite?.(call.query) ?? call.query;
    const parameters = new URLSearchParams(query);
    const { clientId, redirectUris } = this.shop.application;
    const redirectUri = parameters.get('redirect_uri') ?? '';
    if (parameters.get('client_id') !== clientId) return problem('invalid client');
    if (!redirectUris.includes(redirectUri)) return problem('redirect_uri does not match a registered URI');
    if (parameters.get('response_type') !== 'code') return problem('response_type must be code');
    const missing = this.rules.required.filter((name) => (parameters.get(name) ?? '') === '');
    if (missing.length > 0) return problem(`missing ${missing.join(', ')}`);
    const method = parameters.get('code_challenge_method');
    if (parameters.has('code_challenge') && this.rules.pkce && method !== 'S256') {
      return problem('code_challenge_method must be S256');
    }
    return { parameters, redirectUri, scopes: this.rules.splitScopes(scopeOf(query)) };
  }

  private agree(asked: Asked, person: Person, scopes: readonly string[]): Reply {
    const challenge = this.rules.pkce ? asked.parameters.get('code_challenge') : null;
    const isFirst = this.shop.grants.ofPerson(person).every(({ ended }) => ended !== null);
    const offline = this.rules.offline(asked.parameters, isFirst);
    const code = this.shop.grants.agree({ person, scopes, redirectUri: asked.redirectUri, challenge, offline });
    return this.back(asked, { code, ...this.rules.back(scopes) }, { 'set-cookie': `${COOKIE}=${person.id}; HttpOnly` });
  }

  private back({ redirectUri, parameters }: Asked, answer: Record<string, string>, headers = {}): Reply {
    const location = new URL(redirectUri);
    const state = parameters.get('state');
    for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) })) {
      location.searchParams.set(name, value);
    }
    return redirect(location.href, headers);
  }

  private hasAgreed(person: Person, scopes: readonly string[]): boolean {
    return this.shop.grants
      .ofPerson(person)
      .some((family) => family.ended === null && scopes.every((scope) => family.scopes.includes(scope)));
  }

  private personOfCookie(call: Call): Person | null {
    const id = new RegExp(`${COOKIE}=([^;]+)`).exec(call.headers.cookie ?? '')?.[1];
    return id === undefined ? null : this.shop.people.find(id);
  }

  private page({ scopes }: Asked, known: Person | null): string {
    const people = this.shop.people.all().map(({ id, login, displayName }, index) => {
      const checked = known ? known.id === id : index === 0;
      return choice('radio', 'person', id, `${displayName} (${login})`, checked);
    });
    const wishes = scopes.map((scope) => choice('checkbox', 'scope', scope, scope, true));
    return `<!doctype html><meta charset="utf-8"><title>${this.title}</title>
<body style="font: 16px sans-serif; max-width: 32em; margin: 3em auto">
<h1>${this.title}</h1><p>An application wants to act for you.</p>
<form method="post"><fieldset><legend>You are</legend>${people.join('')}</fieldset>
<fieldset><legend>It may</legend>${wishes.join('')}</fieldset>
<p><button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Deny</button></p></form>`;
  }
}

/** Literal pluses stay pluses: Trovo wants them, and tells them from spaces. */
function scopeOf(query: string): string {
  const raw = /(?:^|&)scope=([^&]*)/.exec(query)?.[1] ?? '';
  return decodeURIComponent(raw);
}

const choice = (type: string, name: string, value: string, label: string, checked: boolean): string =>
  `<p><label><input type="${type}" name="${name}" value="${escaped(value)}"${checked ? ' checked' : ''}> ${escaped(label)}</label></p>`;

const problem = (why: string): Reply => html(400, `<!doctype html><title>Error</title><h1>${escaped(why)}</h1>`);

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
