import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { PASSWORD_MIN_LENGTH } from '../common/crypto/password-policy.js';
import { Variable } from './variable.js';

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];

/** `true`, `1`, `yes`, `on` and their opposites; anything else stays as it is, so that validation names it. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const word = String(value).toLowerCase();
    if (YES.includes(word)) return true;
    return NO.includes(word) ? false : value;
  });

export const SERVER_URL = { require_tld: false, require_protocol: true };

/** What every installation needs; settings.ts adds the rest. `npm run config` prints both as a table. */
export class Environment {
  @Variable('development, test or production; production refuses unsafe settings', 'development')
  @IsIn(['development', 'test', 'production'])
  readonly NODE_ENV!: 'development' | 'test' | 'production';

  @Variable('listen address', '127.0.0.1')
  @IsString()
  readonly HOST!: string;

  @Variable('listen port; 0 picks a free one', '3000')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly PORT!: number;

  @Variable('PostgreSQL; unset = embedded PostgreSQL, started and stopped by the program', null, { secret: true })
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' })
  readonly DATABASE_URL!: string | null;

  @Variable('database connections each replica may hold', '10')
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(500)
  readonly DATABASE_POOL_SIZE!: number;

  @Variable('embedded database and generated keys (files are mode 0600)', './data')
  @IsString()
  readonly DATA_DIR!: string;

  @Variable('Redis/Valkey for several replicas; unset = limits are counted in PostgreSQL', null, { secret: true })
  @IsOptional()
  @IsUrl({ ...SERVER_URL, protocols: ['redis', 'rediss'] })
  readonly REDIS_URL!: string | null;

  @Variable('address people reach the program at; for callbacks, links and the console', 'http://localhost:3000')
  @IsUrl({ ...SERVER_URL, protocols: ['http', 'https'] })
  readonly PUBLIC_URL!: string;

  @Variable('trust X-Forwarded-For from this many proxies in front of the program', '0')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  readonly TRUSTED_PROXIES!: number;

  @Variable('link URL is <this>/<token>; read per request', '${PUBLIC_URL}/link', { live: true })
  @IsOptional()
  @IsUrl({ ...SERVER_URL, protocols: ['http', 'https'] })
  readonly PLATFORM_LINK_BASE_URL!: string | null;

  @Variable('an extra service key from the environment, read per request so it can be rotated live', null, {
    secret: true,
    live: true,
  })
  @IsOptional()
  @MinLength(1)
  readonly PLATFORM_BOT_API_KEY!: string | null;

  @Variable('false only for local development: lets bot-facing routes through without a key', 'true')
  @Flag()
  @IsBoolean()
  readonly ENABLE_AUTH!: boolean;

  @Variable('e-mail of the first system admin, made when there is none', 'admin@localhost')
  @IsEmail({ require_tld: false })
  readonly ADMIN_EMAIL!: string;

  @Variable('password of the first system admin; unset = generated and printed once', null, { secret: true })
  @IsOptional()
  @MinLength(PASSWORD_MIN_LENGTH)
  readonly ADMIN_PASSWORD!: string | null;

  @Variable(
    'id:base64(32 bytes) list, comma-separated, the first one encrypts; unset = generated into DATA_DIR',
    null,
    {
      secret: true,
    },
  )
  @IsOptional()
  @Matches(/^\s*[\w.-]{1,32}:[A-Za-z0-9+/_-]{43}=?(\s*,\s*[\w.-]{1,32}:[A-Za-z0-9+/_-]{43}=?)*\s*$/, {
    message:
      'ENCRYPTION_KEYS must be a comma-separated list of id:base64(32 bytes), e.g. k1:$(openssl rand -base64 32)',
  })
  readonly ENCRYPTION_KEYS!: string | null;

  @Variable('production only: accept keys generated into DATA_DIR (say so when that directory is persistent)', 'false')
  @Flag()
  @IsBoolean()
  readonly ALLOW_GENERATED_KEYS!: boolean;

  @Variable('humans may register', 'true')
  @Flag()
  @IsBoolean()
  readonly REGISTRATION_ENABLED!: boolean;

  @Variable('bot users may be created and used', 'true')
  @Flag()
  @IsBoolean()
  readonly BOT_USERS_ENABLED!: boolean;

  @Variable('minutes a link token lives (10 recommended in production)', '30')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1440)
  readonly LINK_TOKEN_TTL_MINUTES!: number;

  @Variable('link tokens one chat identity may ask for in a minute', '10')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly LINK_TOKENS_PER_MINUTE_PER_IDENTITY!: number;

  @Variable('link tokens one service key may ask for in a minute', '600')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly LINK_TOKENS_PER_MINUTE_PER_KEY!: number;

  @Variable('registrations accepted from one address in a minute', '120')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly REGISTRATIONS_PER_MINUTE!: number;

  @Variable('failed sign-ins in 15 minutes before an account is slowed down; ten times as many for an address', '10')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly FAILED_LOGINS_BEFORE_DELAY!: number;

  @Variable('seconds a stopping program waits for running requests', '20')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(600)
  readonly SHUTDOWN_GRACE_SECONDS!: number;

  @Variable('serve Swagger UI and the OpenAPI document under /docs', 'true')
  @Flag()
  @IsBoolean()
  readonly DOCS_ENABLED!: boolean;

  @Variable('fatal, error, warn, info, debug, trace or silent', 'info')
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  readonly LOG_LEVEL!: string;
}
