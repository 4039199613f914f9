import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigurationError } from './configuration-error.js';
import { readVariable, type RawEnvironment } from './read-variable.js';
import { Settings } from './settings.js';
import { describedVariables } from './variable.js';

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
