import { globSync, readFileSync } from 'node:fs';
import { ALL_SEALED } from '../../src/sealed-columns.js';

describe('the list of sealed columns', () => {
  /** Whoever adds a class that seals adds its columns to `sealed-columns.rules.ts` of the module, and then the file here. */
  it('was looked at by whoever wrote the last class that seals', () => {
    const seals = (path: string): boolean => /\bbox: SealedBox\b/.test(readFileSync(path, 'utf8'));
    expect(globSync('src/modules/**/*.ts').filter(seals).sort()).toEqual([
      'src/modules/auth/keys/loaded-key.ts',
      'src/modules/auth/keys/signing-keys.service.ts',
      'src/modules/auth/oidc/oidc-states.ts',
      'src/modules/bot-connections/connect/connect-states.ts',
      'src/modules/bot-connections/credential-seal.ts',
      'src/modules/idempotency/idempotency.service.ts',
      'src/modules/platform-linking/proof-codes.ts',
      'src/modules/platform-linking/sign-in/link-sign-ins.ts',
      'src/modules/providers/client-secret-seal.ts',
    ]);
  });

  it('names each column once', () => {
    const names = ALL_SEALED.map(({ table, column }) => `${table}.${column}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
