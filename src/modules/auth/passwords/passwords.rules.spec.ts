import { PASSWORD_MIN_LENGTH } from '../../../common/crypto/password-policy.js';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { isCommonPassword } from './passwords.rules.js';

const names = { username: 'lovelace', email: 'countess@example.org' };

describe('a password', () => {
  it.each([
    ['password1234', true],
    ['PASSWORD1234', true],
    ['Passw0rd2024!', true],
    ['P@ssw0rd!!!!', true],
    ['welcome-2026', true],
    ['123456789012', true],
    ['aaaaaaaaaaaa', true],
    ['abcabcabcabc', true],
    ['abababababab', true],
    ['qwertyuiopas', true],
    ['qwertyuiop123456', true],
    ['1q2w3e4r5t6y', true],
    ['zaq12wsxcde3', true],
    ['abcdefghijkl', true],
    ['lkjihgfedcba', true],
    ['iloveyou1234', true],
    ['qwertyqwerty', true],
    ['administrator', true],
    ['lovelace1234', true],
    ['xLOVELACE123', true],
    ['countess2026', true],
    ['countess@example.org', true],
    ['correct horse battery staple', false],
    ['tuna-velvet-oxide-9', false],
    ['lovelace met babbage once', false],
    ['kV7#pQ2!mZx9', false],
    ['восемь старых лодок', false],
    ['12 monkeys eat plums', false],
    ['my password is a poem', false],
  ])('%j is too common: %s', (password, common) => {
    expect(isCommonPassword(password, names)).toBe(common);
  });

  it('of the list is one that length alone would let pass, in the form it is compared in', () => {
    for (const password of COMMON_PASSWORDS) {
      expect(password.length).toBeGreaterThanOrEqual(PASSWORD_MIN_LENGTH);
      expect(password).toBe(password.normalize('NFKC').toLowerCase());
    }
    expect(new Set(COMMON_PASSWORDS).size).toBe(COMMON_PASSWORDS.length);
  });
});
