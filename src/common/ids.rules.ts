const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Does this text have the form of an id, in either case? */
export const isId = (text: string): boolean => UUID.test(text);
