/** NIST SP 800-63B asks for length, not for character classes. */
export const PASSWORD_MIN_LENGTH = 12;

/** Argon2 hashes any length; a bound keeps one request from costing megabytes of hashing. */
export const PASSWORD_MAX_LENGTH = 256;
