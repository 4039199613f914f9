import type { Settings } from './settings.js';

/** What makes the settings of the assistant unusable, in words. */
export function assistantProblems(settings: Settings): string[] {
  const { ASSISTANT_BASE_URL: baseUrl, ASSISTANT_MODEL: model, ASSISTANT_API_KEY: key } = settings;
  const problems: string[] = [];
  if (baseUrl !== null && model === null) problems.push('ASSISTANT_BASE_URL needs ASSISTANT_MODEL.');
  if (baseUrl === null && model !== null) problems.push('ASSISTANT_MODEL needs ASSISTANT_BASE_URL.');
  if (baseUrl === null && key !== null) problems.push('ASSISTANT_API_KEY needs ASSISTANT_BASE_URL.');
  // The address is told in logs and errors, and fetch refuses one like this.
  if (baseUrl !== null && /^https?:\/\/[^/?#]*@/i.test(baseUrl)) {
    problems.push('ASSISTANT_BASE_URL must not hold a name and password; use ASSISTANT_API_KEY.');
  }
  return problems;
}
