import type { FieldProblem } from '../errors/app-error.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Deepest nesting of arrays and objects in a JSON text, without parsing it. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (inString) {
      if (character === BACKSLASH) i++;
      else if (character === QUOTE) inString = false;
    } else if (character === QUOTE) inString = true;
    else if (OPENING.has(character)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(character)) depth--;
  }
  return deepest;
}

/** NUL and lone surrogates cannot be stored as text; anything else can. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** No field has this name, and class-transformer takes what it holds for the class of the value. */
const NO_FIELD = 'constructor';

/** The first string or key in a parsed body that is not storable text, or that names no field anywhere. */
export function textProblem(value: unknown, path: string): FieldProblem | null {
  if (typeof value === 'string') {
    return isStorableText(value)
      ? null
      : { path, code: 'text_invalid', message: `${path || 'the body'} holds a NUL or half a character` };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const innerPath = path === '' ? key : `${path}.${key}`;
    if (key === NO_FIELD)
      return { path: innerPath, code: 'unknown_field', message: `property ${key} should not exist` };
    const problem = textProblem(isStorableText(key) ? inner : key, isStorableText(key) ? innerPath : path);
    if (problem) return problem;
  }
  return null;
}
