import { readFileSync } from 'node:fs';
import { ConfigurationError } from './configuration-error.js';

export type RawEnvironment = Record<string, string | undefined>;

/**
 * The value of one variable, from `<NAME>` or from the file that `<NAME>_FILE` names (the trailing line break of the file
 * is dropped). An empty value counts as unset, as compose files pass unset variables on as empty ones.
 */
export function readVariable(env: RawEnvironment, name: string): string | null {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || null;
  if (env[name]) throw new ConfigurationError(`Set ${name} or ${name}_FILE, not both.`);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || null;
  } catch (error) {
    throw new ConfigurationError(`${name}_FILE names ${file}, which cannot be read: ${(error as Error).message}`);
  }
}
