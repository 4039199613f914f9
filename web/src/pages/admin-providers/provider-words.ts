import type { Provider, Use } from './provider-calls';

type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** The kill switch, and what each of its levels does. */
export const USES: Readonly<Record<Use, { readonly tone: Tone; readonly word: string; readonly effect: string }>> = {
  allowed: { tone: 'good', word: 'in use', effect: 'Everything works.' },
  block_new: {
    tone: 'warn',
    word: 'no new connections',
    effect: 'What is connected goes on and is renewed. Nobody connects anything new.',
  },
  stop_all: {
    tone: 'bad',
    word: 'stopped',
    effect: 'Nothing is used, by nobody: no bot speaks, no credential is handed out. Nothing is deleted.',
  },
};

export const isUse = (value: string): value is Use => value in USES;

export const SOURCES: Readonly<Record<Provider['source'], { readonly tone: Tone; readonly word: string }>> = {
  stored: { tone: 'plain', word: 'set here' },
  environment: { tone: 'plain', word: 'from the environment' },
  none: { tone: 'warn', word: 'not set' },
  unreadable: { tone: 'bad', word: 'cannot be read' },
};

/** What may be connected anew; what is connected goes on without. */
export const KINDS = [
  {
    name: 'bot_enabled',
    label: 'bots',
    effect: 'Off: nobody connects a bot. Those there are go on, also the global one.',
  },
  { name: 'channel_enabled', label: 'channels', effect: 'Off: nobody connects a channel. Those there are go on.' },
  { name: 'login_enabled', label: 'sign-in', effect: 'Off: the platform is not offered for signing in.' },
] as const;
