import { resolve } from 'node:path';
import { buildDocument } from '../../src/openapi.js';
import { previewApp } from './preview-app.js';

export const FILE = resolve('docs/api/openapi.json');

/** The document as it is committed. */
export const written = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

/** The document of the program as it is now. */
export async function describeApi(): Promise<string> {
  return written(buildDocument((await previewApp()).app));
}
