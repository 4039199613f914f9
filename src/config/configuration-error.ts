/** The settings are not usable; the message says which and why, for the person who starts the program. */
export class ConfigurationError extends Error {}
