/** `it` where the condition holds; elsewhere the test is skipped and says why. */
export function onlyWhere(holds: boolean, reason: string): jest.It {
  if (holds) return it;
  process.stderr.write(`skipped a test (${reason})\n`);
  return it.skip;
}
