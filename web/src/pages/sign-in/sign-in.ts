import { Problem } from '../../api/problem';
import { api, ask } from '../../api/client';
import { session } from '../../api/session';

/** What the program says to a person, where its own title is for programs. */
const WORDS: Readonly<Record<string, readonly [title: string, detail?: string]>> = {
  credentials_rejected: ['The name or the password is not right'],
  account_is_bot: ['Bots cannot sign in', 'A program uses a bot by its API token; its owner makes one under Bots.'],
  rate_limited: ['Too many attempts', 'Please wait a little before you try again.'],
};

/** The refresh token comes in a cookie that no script can read. */
export async function signIn(login: string, password: string): Promise<void> {
  try {
    session.signedIn(await ask(api.POST('/v1/auth/login', { body: { login, password, cookie: true } })));
  } catch (error) {
    const words = error instanceof Problem ? WORDS[error.code] : undefined;
    if (!(error instanceof Problem) || !words) throw error;
    const [title, detail = null] = words;
    const { status, code, requestId, members } = error;
    throw new Problem({ status, code, title, detail, requestId, members });
  }
}
