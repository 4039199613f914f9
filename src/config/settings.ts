import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsJSON,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { ChatEnvironment } from './chat-environment.js';
import { Flag, SERVER_URL } from './env.js';
import { Variable } from './variable.js';

const WEB_ADDRESS = { ...SERVER_URL, protocols: ['http', 'https'] };

/** The whole environment: what every installation needs, the platforms, conversations, and who else may say who somebody is. */
export class Settings extends ChatEnvironment {
  @Variable('people whom an outside issuer, provider or directory knows get a user at their first sight', 'true')
  @Flag()
  @IsBoolean()
  readonly OUTSIDE_REGISTRATION_ENABLED!: boolean;

  @Variable(
    'accept access tokens (JWTs) of this issuer beside our own; its exact iss, https unless on this machine',
    null,
  )
  @IsOptional()
  @IsUrl(WEB_ADDRESS)
  readonly AUTH_JWT_ISSUER!: string | null;

  @Variable('the aud that those tokens must have; needed with AUTH_JWT_ISSUER', null)
  @IsOptional()
  @MinLength(1)
  readonly AUTH_JWT_AUDIENCE!: string | null;

  @Variable('keys of that issuer; unset = asked for at <issuer>/.well-known/openid-configuration', null)
  @IsOptional()
  @IsUrl(WEB_ADDRESS)
  readonly AUTH_JWT_JWKS_URL!: string | null;

  @Variable('OpenID Connect provider to sign in with; callback is <PUBLIC_URL>/v1/auth/oidc/callback', null)
  @IsOptional()
  @IsUrl(WEB_ADDRESS)
  readonly OIDC_ISSUER!: string | null;

  @Variable('client id at that provider; needed with OIDC_ISSUER', null)
  @IsOptional()
  @MinLength(1)
  readonly OIDC_CLIENT_ID!: string | null;

  @Variable('client secret at that provider; unset = a public client (PKCE is always used)', null, { secret: true })
  @IsOptional()
  @MinLength(1)
  readonly OIDC_CLIENT_SECRET!: string | null;

  @Variable('what is asked of that provider, separated by spaces', 'openid profile email')
  @Matches(/^(?:[\x21\x23-\x5b\x5d-\x7e]+ )*openid(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/, {
    message: 'OIDC_SCOPES must be scopes separated by single spaces, one of them openid',
  })
  readonly OIDC_SCOPES!: string;

  @Variable('directory to sign in with, asked for names that have no password here; ldap:// or ldaps://', null)
  @IsOptional()
  @Matches(/^ldaps?:\/\/[^/?#@]+\/?$/, { message: 'LDAP_URL must be ldap://host[:port] or ldaps://host[:port]' })
  readonly LDAP_URL!: string | null;

  @Variable('encrypt ldap:// with STARTTLS before anything is said; ldaps:// needs none', 'true')
  @Flag()
  @IsBoolean()
  readonly LDAP_STARTTLS!: boolean;

  @Variable("PEM of the authority that signed the directory's certificate; unset = the system's", null)
  @IsOptional()
  @Matches(/-----BEGIN CERTIFICATE-----/, { message: 'LDAP_CA must be a PEM certificate (LDAP_CA_FILE names a file)' })
  readonly LDAP_CA!: string | null;

  @Variable('account that searches the directory; unset = it may be searched anonymously', null)
  @IsOptional()
  @MinLength(1)
  readonly LDAP_BIND_DN!: string | null;

  @Variable('password of that account; needed with LDAP_BIND_DN', null, { secret: true })
  @IsOptional()
  @MinLength(1)
  readonly LDAP_BIND_PASSWORD!: string | null;

  @Variable('where people are searched, with everything below; needed with LDAP_URL', null)
  @IsOptional()
  @MinLength(1)
  readonly LDAP_BASE_DN!: string | null;

  @Variable('how a person is found; {{username}} is what was typed, escaped', '(uid={{username}})')
  @Matches(/^\(.*\{\{username\}\}.*\)$/s, { message: 'LDAP_USER_FILTER must be a filter that holds {{username}}' })
  readonly LDAP_USER_FILTER!: string;

  @Variable('attribute that usernames are made of (sAMAccountName for Active Directory)', 'uid')
  @IsString()
  @Matches(/^[A-Za-z][A-Za-z0-9-]*$/)
  readonly LDAP_USERNAME_ATTRIBUTE!: string;

  @Variable(
    'accept HTTP Basic (username with password or API token) where people are; for clients that know nothing else',
    'false',
  )
  @Flag()
  @IsBoolean()
  readonly BASIC_AUTH_ENABLED!: boolean;

  @Variable('days an API token may live at most; unset = as long as it is asked to', null)
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly TOKEN_MAX_LIFETIME_DAYS!: number | null;

  @Variable('public keys (JSON: id → PEM, ECDSA P-256) that reports of leaked tokens are signed with', null)
  @IsOptional()
  @IsJSON()
  readonly TOKEN_LEAK_PUBLIC_KEYS!: string | null;

  @Variable('what a signed report of a leaked token does: revoke or flag; one that is not signed only flags', 'revoke')
  @IsIn(['revoke', 'flag'])
  readonly TOKEN_LEAK_POLICY!: 'revoke' | 'flag';

  @Variable('any OpenAI-compatible endpoint, as https://api.openai.com/v1; unset = the built-in echo assistant', null)
  @IsOptional()
  @IsUrl(WEB_ADDRESS)
  readonly ASSISTANT_BASE_URL!: string | null;

  @Variable('key for that endpoint; unset = none is sent', null, { secret: true })
  @IsOptional()
  @Matches(/^[\x21-\x7e]+$/, { message: 'ASSISTANT_API_KEY must be visible ASCII, as it is sent in a header' })
  readonly ASSISTANT_API_KEY!: string | null;

  @Variable('model to ask there; needed with ASSISTANT_BASE_URL', null)
  @IsOptional()
  @MinLength(1)
  readonly ASSISTANT_MODEL!: string | null;

  @Variable('seconds an answer may take, with all attempts', '600')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3600)
  readonly ASSISTANT_TOTAL_SECONDS!: number;

  @Variable('seconds until an answer must begin; then it is asked for again, twice at most', '120')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(300)
  readonly ASSISTANT_FIRST_CHUNK_SECONDS!: number;

  @Variable('seconds an answer may pause once it has begun', '60')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(300)
  readonly ASSISTANT_BETWEEN_CHUNKS_SECONDS!: number;

  @Variable('milliseconds between two words of the echo assistant', '20')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10000)
  readonly ASSISTANT_ECHO_WORD_MS!: number;
}
