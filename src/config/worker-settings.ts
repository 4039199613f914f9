import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import { ConfigurationError } from './configuration-error.js';
import { readVariable, type RawEnvironment } from './read-variable.js';

/** What a chat worker needs to know. It has no database and none of the server's settings. */
export interface WorkerSettings {
  readonly serverUrl: string;
  readonly systemKey: string;
  readonly ircUrl: URL;
  readonly worker: string;
  readonly leaseSeconds: number;
  readonly lookSeconds: number;
  readonly silenceSeconds: number;
  /** Of one bot; all workers together. */
  readonly joinsPerTenSeconds: number;
  readonly messagesPerThirtySeconds: number;
  readonly logLevel: string;
}

interface WorkerVariable {
  readonly name: string;
  readonly default: string | null;
  readonly meaning: string;
}

/** As the README lists them. */
export const WORKER_VARIABLES: readonly WorkerVariable[] = [
  { name: 'SERVER_URL', default: 'http://localhost:3000', meaning: 'where Understudy is reached' },
  { name: 'SYSTEM_KEY', default: null, meaning: 'system key of the worker; needed' },
  {
    name: 'TWITCH_IRC_URL',
    default: 'ircs://irc.chat.twitch.tv:6697',
    meaning: 'irc:// or ircs:// address of the chat',
  },
  { name: 'WORKER_NAME', default: null, meaning: 'name that no other process has; unset = made up at start' },
  { name: 'WORKER_LEASE_SECONDS', default: '15', meaning: 'after so long without a word its channels go to others' },
  { name: 'WORKER_LOOK_SECONDS', default: '3', meaning: 'between two looks at which channels want a bot' },
  { name: 'WORKER_SILENCE_SECONDS', default: '20', meaning: 'a connection that is silent for so long is given up' },
  {
    name: 'WORKER_JOINS_PER_10_SECONDS',
    default: '18',
    meaning: 'of one bot, by all workers together; Twitch allows 20, verified bots 2000',
  },
  {
    name: 'WORKER_MESSAGES_PER_30_SECONDS',
    default: '18',
    meaning: 'of one bot, by all workers together; Twitch allows 20',
  },
  { name: 'LOG_LEVEL', default: 'info', meaning: 'fatal, error, warn, info, debug or trace' },
];

/** Reads them once and takes the key out of the environment. */
export const workerSettingsOfProcess = (): WorkerSettings => {
  const settings = readWorkerSettings(process.env);
  delete process.env.SYSTEM_KEY;
  return settings;
};

/** @throws ConfigurationError naming what is wrong */
export function readWorkerSettings(env: RawEnvironment): WorkerSettings {
  const text = (name: string): string | null =>
    readVariable(env, name) ?? WORKER_VARIABLES.find((variable) => variable.name === name)?.default ?? null;
  return Object.freeze({
    serverUrl: addressIn(text, 'SERVER_URL', ['http:', 'https:']).href,
    systemKey: requireText(text, 'SYSTEM_KEY'),
    ircUrl: addressIn(text, 'TWITCH_IRC_URL', ['irc:', 'ircs:']),
    worker: text('WORKER_NAME') ?? madeUpName(),
    leaseSeconds: numberIn(text, 'WORKER_LEASE_SECONDS', 300),
    lookSeconds: numberIn(text, 'WORKER_LOOK_SECONDS', 60),
    silenceSeconds: numberIn(text, 'WORKER_SILENCE_SECONDS', 30),
    joinsPerTenSeconds: numberIn(text, 'WORKER_JOINS_PER_10_SECONDS', 2_000),
    messagesPerThirtySeconds: numberIn(text, 'WORKER_MESSAGES_PER_30_SECONDS', 7_500),
    logLevel: requireText(text, 'LOG_LEVEL'),
  });
}

type Reader = (name: string) => string | null;

function requireText(text: Reader, name: string): string {
  const value = text(name);
  if (value === null) throw new ConfigurationError(`${name} is needed (or ${name}_FILE).`);
  return value;
}

function addressIn(text: Reader, name: string, protocols: readonly string[]): URL {
  const value = requireText(text, name);
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url && url.hostname !== '' && protocols.includes(url.protocol)) return url;
  throw new ConfigurationError(`${name} must be an address that begins with ${protocols.join('// or ')}//.`);
}

function numberIn(text: Reader, name: string, most: number): number {
  const value = Number(requireText(text, name));
  if (value > 0 && value <= most) return value;
  throw new ConfigurationError(`${name} must be a number above 0, at most ${most}.`);
}

const madeUpName = (): string =>
  `${
    hostname()
      .replace(/[^A-Za-z0-9.-]/g, '')
      .slice(0, 40) || 'worker'
  }-${process.pid}-${randomBytes(4).toString('hex')}`;
