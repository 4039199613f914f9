import { createHash, randomBytes } from 'node:crypto';
import type { LiveLimit, Rotation } from './rotation.js';
import type { Person, TokenProblem } from './words.js';

/** What a person agreed to on the authorize page. */
export interface Consent {
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** S256 challenge, null when none was sent. */
  readonly challenge: string | null;
  /** Whether a refresh token is given at all. */
  readonly offline: boolean;
}

export interface AccessToken {
  readonly value: string;
  readonly family: Family;
  expiresAt: number;
}

export interface RefreshToken {
  readonly value: string;
  /** 1 for the first one of its family. */
  readonly generation: number;
  /** How often it was presented, also in vain. */
  redemptions: number;
  expiresAt: number;
  /** When a successor was given for it, in milliseconds since 1970. */
  retiredAt: number | null;
}

/** All that came from one consent. */
export interface Family {
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly access: AccessToken[];
  readonly refresh: RefreshToken[];
  ended: 'revoked' | 'reuse' | 'limit' | null;
}

export interface Issued {
  readonly access: AccessToken;
  /** Null when the platform gives none. */
  readonly refresh: RefreshToken | null;
  readonly refreshed: boolean;
}

/** How long things live, and how refresh tokens behave. Read at each use, so that a test may change it. */
export interface GrantRules {
  rotation: Rotation;
  liveLimit: LiveLimit | null;
  /** Seconds. */
  accessLife: number;
  refreshLife: number;
}

const CODE_LIFE_MS = 600_000;

type Code = Consent & { readonly expiresAt: number; used: boolean };

/** The platform's memory of who agreed to what, and of every token it ever gave. */
export class Grants {
  readonly families: Family[] = [];
  private readonly codes = new Map<string, Code>();
  private readonly accessByValue = new Map<string, AccessToken>();
  private readonly refreshByValue = new Map<string, { family: Family; token: RefreshToken }>();

  constructor(private readonly rules: GrantRules) {}

  agree(consent: Consent): string {
    const code = randomBytes(18).toString('base64url');
    this.codes.set(code, { ...consent, expiresAt: Date.now() + CODE_LIFE_MS, used: false });
    return code;
  }

  /** A code works once, for the redirect URI and the verifier that it was made for. */
  exchange(value: string, redirectUri: string | null, verifier: string | null): Issued | TokenProblem {
    const code = this.codes.get(value);
    if (!code || code.used) return 'code';
    if (code.expiresAt <= Date.now()) return 'code_expired';
    if (code.redirectUri !== redirectUri) return 'redirect';
    if (code.challenge !== null && code.challenge !== s256(verifier ?? '')) return 'verifier';
    code.used = true;
    const family = this.begin(code.person, code.scopes);
    if (!this.makeRoom(family)) return 'too_many';
    return { access: this.addAccess(family), refresh: code.offline ? this.addRefresh(family) : null, refreshed: false };
  }

  /** A token made in the platform's own pages, which never expires. */
  give(person: Person, scopes: readonly string[], value: string): AccessToken {
    return this.keepAccess({ value, family: this.begin(person, scopes), expiresAt: Infinity });
  }

  begin(person: Person, scopes: readonly string[]): Family {
    const family: Family = { person, scopes, access: [], refresh: [], ended: null };
    this.families.push(family);
    return family;
  }

  keepAccess(token: AccessToken): AccessToken {
    token.family.access.push(token);
    this.accessByValue.set(token.value, token);
    return token;
  }

  keepRefresh(family: Family, value: string, expiresAt: number): RefreshToken {
    const generation = family.refresh.length + 1;
    const token: RefreshToken = { value, generation, redemptions: 0, expiresAt, retiredAt: null };
    family.refresh.push(token);
    this.refreshByValue.set(value, { family, token });
    return token;
  }

  refresh(value: string): Issued | TokenProblem {
    const { rotation } = this.rules;
    const found = this.findRefresh(value);
    if (!found) return 'refresh';
    const { family, token } = found;
    token.redemptions++;
    if (family.ended !== null) return 'refresh';
    if (token.expiresAt <= Date.now()) return 'refresh_expired';
    if (token.retiredAt !== null && Date.now() >= token.retiredAt + rotation.graceMs) {
      if (rotation.reuse === 'kills_family') family.ended = 'reuse';
      return 'refresh';
    }
    if (!this.makeRoom(family)) return 'too_many';
    const access = this.addAccess(family);
    if (!rotation.renew) return { access, refresh: token, refreshed: true };
    token.retiredAt ??= Date.now();
    return { access, refresh: this.addRefresh(family), refreshed: true };
  }

  /** The access token of that value, when it works now. */
  access(value: string): AccessToken | null {
    const token = this.accessByValue.get(value);
    return token && isLive(token) ? token : null;
  }

  findRefresh(value: string): { family: Family; token: RefreshToken } | null {
    return this.refreshByValue.get(value) ?? null;
  }

  /** Ends all that came from the consent that the token came from; false when nothing that lives has that value. */
  endFamilyOf(value: string): Family | null {
    const family = this.access(value)?.family ?? this.findRefresh(value)?.family;
    if (family?.ended !== null) return null;
    family.ended = 'revoked';
    return family;
  }

  ofPerson({ id }: Person): Family[] {
    return this.families.filter(({ person }) => person.id === id);
  }

  /** False when the platform refuses one more; else the oldest may have died for it. */
  private makeRoom(family: Family): boolean {
    const limit = this.rules.liveLimit;
    if (limit === null) return true;
    const families = this.ofPerson(family.person).filter(({ ended }) => ended === null);
    if (limit.counts === 'refresh') {
      const [oldest] = families;
      if (families.length <= limit.max) return true;
      if (limit.beyond === 'oldest_dies' && oldest) oldest.ended = 'limit';
      return limit.beyond === 'oldest_dies';
    }
    const live = families.flatMap(({ access }) => access).filter(isLive);
    const [oldest] = live;
    if (live.length < limit.max) return true;
    if (limit.beyond === 'oldest_dies' && oldest) oldest.expiresAt = 0;
    return limit.beyond === 'oldest_dies';
  }

  private addAccess(family: Family): AccessToken {
    const expiresAt = Date.now() + this.rules.accessLife * 1000;
    return this.keepAccess({ value: `at-${randomBytes(24).toString('hex')}`, family, expiresAt });
  }

  /** Ordinary base64 on purpose: a client that forgets to encode it in a form sends another value. */
  private addRefresh(family: Family): RefreshToken {
    const value = `1//+${randomBytes(30).toString('base64')}`;
    return this.keepRefresh(family, value, Date.now() + this.rules.refreshLife * 1000);
  }
}

export const isLive = ({ family, expiresAt }: AccessToken): boolean => family.ended === null && expiresAt > Date.now();

export const secondsLeft = ({ expiresAt }: AccessToken): number =>
  Math.max(0, Math.round((expiresAt - Date.now()) / 1000));

const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
