import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigurationError } from './configuration-error.js';
import { Settings } from './settings.js';
import { describedVariables } from './variable.js';

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

/** @throws ConfigurationError naming every variable that is wrong */
export function readEnvironment(env: RawEnvironment): Settings {
  const raw: Record<string, string | null> = {};
  for (const variable of describedVariables()) {
    const fallback = variable.default?.startsWith('${') ? null : variable.default;
    raw[variable.name] = readVariable(env, variable.name) ?? fallback;
  }
  const environment = plainToInstance(Settings, raw);
  const problems = validateSync(environment).flatMap((problem) => Object.values(problem.constraints ?? {}));
  if (problems.length > 0) {
    throw new ConfigurationError(
      `The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
  return environment;
}
