import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from './app-config.js';
import { parseKeyRing } from './encryption-keys.js';
import { ConfigurationError } from './configuration-error.js';
import { readEnvironment } from './read-environment.js';
import { describedVariables, listedVariables } from './variable.js';

const key = Buffer.alloc(32, 7).toString('base64');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readEnvironment({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, DATABASE_URL: null, ENABLE_AUTH: true });
  });

  it('takes empty variables as unset, and values from files', () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'correct horse battery\n');
    const environment = readEnvironment({ PORT: '', ADMIN_PASSWORD_FILE: file, ENABLE_AUTH: 'no' });
    expect(environment).toMatchObject({ PORT: 3000, ADMIN_PASSWORD: 'correct horse battery', ENABLE_AUTH: false });
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['ENABLE_AUTH', 'maybe'],
    ['NODE_ENV', 'prod'],
    ['ADMIN_PASSWORD', 'short'],
    ['ENCRYPTION_KEYS', 'k1:short'],
    ['LINK_TOKEN_TTL_MINUTES', '0'],
    ['PROVIDER_KICK_API_URL', 'ftp://x'],
    ['PROVIDER_TROVO_TOKEN_URL', 'nowhere'],
    ['LINK_SIGN_IN_GITHUB_TOKEN_URL', 'ftp://x'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(ConfigurationError);
    expect(() => readEnvironment({ [name]: value })).toThrow(name);
  });

  it('refuses a value and a file at once, and a file that is not there', () => {
    expect(() => readEnvironment({ REDIS_URL: 'redis://x', REDIS_URL_FILE: '/x' })).toThrow('not both');
    expect(() => readEnvironment({ REDIS_URL_FILE: join(folder, 'none') })).toThrow('cannot be read');
  });

  it('has eight variables for each platform, which people read as one', () => {
    const settings = readEnvironment({
      PROVIDER_TWITCH_CLIENT_ID: 'id',
      PROVIDER_DISCORD_API_URL: 'http://127.0.0.1:1',
    });
    expect(settings.PROVIDER_TWITCH_CLIENT_ID).toBe('id');
    expect(settings.PROVIDER_DISCORD_API_URL).toBe('http://127.0.0.1:1');
    expect(Object.keys(settings).filter((name) => name.startsWith('PROVIDER_'))).toHaveLength(40);
    const secrets = describedVariables().filter(({ name, secret }) => name.startsWith('PROVIDER_') && secret);
    expect(secrets.map(({ listedAs }) => listedAs)).toEqual(Array(5).fill('PROVIDER_<PLATFORM>_CLIENT_SECRET'));
    expect(listedVariables().filter(({ name }) => name.startsWith('PROVIDER_'))).toHaveLength(8);
  });

  it('knows a sign-in by both its id and its secret, and refuses one without the other', () => {
    const id = { LINK_SIGN_IN_DISCORD_CLIENT_ID: 'id' };
    const both = { ...id, LINK_SIGN_IN_DISCORD_CLIENT_SECRET: 'secret', DATA_DIR: folder };
    const config = AppConfig.from(both);
    expect(config.signInAt('DISCORD')).toMatchObject({ clientId: 'id', clientSecret: 'secret', tokenUrl: null });
    expect([config.signInAt('GITHUB'), config.signInAt('TELEGRAM')]).toEqual([null, null]);
    expect(() => AppConfig.from({ ...id, DATA_DIR: folder })).toThrow(
      'LINK_SIGN_IN_DISCORD_CLIENT_ID needs LINK_SIGN_IN_DISCORD_CLIENT_SECRET.',
    );
    expect(listedVariables().filter(({ name }) => name.startsWith('LINK_SIGN_IN_'))).toHaveLength(5);
  });

  it.each<[Record<string, string>, string]>([
    [{ ASSISTANT_BASE_URL: 'https://x.org/v1' }, 'ASSISTANT_BASE_URL needs ASSISTANT_MODEL'],
    [{ ASSISTANT_MODEL: 'm' }, 'ASSISTANT_MODEL needs ASSISTANT_BASE_URL'],
    [{ ASSISTANT_API_KEY: 'k' }, 'ASSISTANT_API_KEY needs ASSISTANT_BASE_URL'],
    [{ ASSISTANT_BASE_URL: 'https://me:key@x.org', ASSISTANT_MODEL: 'm' }, 'must not hold a name and password'],
  ])('wants the settings of an assistant together: %j', (env, problem) => {
    expect(() => AppConfig.from({ ...env, DATA_DIR: folder })).toThrow(problem);
  });

  it('reads the two live values each time', () => {
    const env: Record<string, string> = { DATA_DIR: folder, PLATFORM_BOT_API_KEY: 'one', PUBLIC_URL: 'https://x.org/' };
    const config = AppConfig.from(env);
    expect([config.environmentServiceKey(), config.linkBaseUrl()]).toEqual(['one', 'https://x.org/link']);
    env.PLATFORM_BOT_API_KEY = 'two';
    env.PLATFORM_LINK_BASE_URL = 'https://y.org/#';
    expect([config.environmentServiceKey(), config.linkBaseUrl()]).toEqual(['two', 'https://y.org/#']);
  });
});

describe('production', () => {
  const safe = { NODE_ENV: 'production', ENCRYPTION_KEYS: `k1:${key}`, DATABASE_URL: 'postgres://db/x' };

  const signIn = (secret: string) => ({
    LINK_SIGN_IN_GITHUB_CLIENT_ID: 'id',
    LINK_SIGN_IN_GITHUB_CLIENT_SECRET: secret,
  });

  it('starts with safe settings', () => {
    expect(AppConfig.from(safe).production).toBe(true);
  });

  it.each([
    ['an open door', { ...safe, ENABLE_AUTH: 'false' }],
    ['a placeholder secret', { ...safe, PLATFORM_BOT_API_KEY: 'changeme' }],
    ['another placeholder', { ...safe, ADMIN_PASSWORD: 'password1234' }],
    ['a placeholder of a provider', { ...safe, PROVIDER_KICK_CLIENT_SECRET: 'changeme' }],
    ['a platform in the clear', { ...safe, PROVIDER_KICK_TOKEN_URL: 'http://gateway.example/token' }],
    ['a placeholder of a sign-in', { ...safe, ...signIn('changeme') }],
    ['a sign-in in the clear', { ...safe, LINK_SIGN_IN_SLACK_IDENTITY_URL: 'http://gateway.example/me' }],
    ['generated keys', { ...safe, ENCRYPTION_KEYS: '' }],
  ])('does not start with %s', (_, env) => {
    expect(() => AppConfig.from({ ...env, DATA_DIR: folder })).toThrow('Not safe for production');
  });

  it('takes generated keys when told that they last', () => {
    const env = { ...safe, ENCRYPTION_KEYS: '', ALLOW_GENERATED_KEYS: 'true', DATA_DIR: folder };
    expect(AppConfig.from(env).keys.current).toBe('generated');
  });
});

describe('encryption keys', () => {
  it('are generated once, for the owner of the folder alone', () => {
    const [first, second] = [AppConfig.from({ DATA_DIR: folder }), AppConfig.from({ DATA_DIR: folder })];
    expect(second.keys.keys.get('generated')).toEqual(first.keys.keys.get('generated'));
    const path = join(folder, 'encryption-keys');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(/^generated:[A-Za-z0-9+/]{43}=\n$/);
  });

  it('come as a list whose first one seals', () => {
    const ring = parseKeyRing(`new:${key}, old:${Buffer.alloc(32, 8).toString('base64')}`);
    expect(ring.current).toBe('new');
    expect([...ring.keys.keys()]).toEqual(['new', 'old']);
  });

  it('are refused when an id comes twice or a key has another length', () => {
    expect(() => parseKeyRing(`a:${key},a:${key}`)).toThrow('listed twice');
    expect(() => parseKeyRing('a:AAAA')).toThrow('32 bytes');
  });
});
