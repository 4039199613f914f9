import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Only letters, digits, "-" and "_", so that it needs no quoting in an URL or in SQL. */
export function mintPassword(): string {
  return randomBytes(24).toString('base64url');
}

export async function readPassword(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(`Cannot read the database password in ${path} (${message}).`, {
      cause: error,
    });
  });
  const password = text?.trim();
  return password === undefined || password === '' ? undefined : password;
}

/** Written aside and renamed: after a power cut there is a whole password or none. */
export async function keepPassword(path: string, password: string): Promise<void> {
  const aside = `${path}.new`;
  const file = await open(aside, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${password}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, path);
}
