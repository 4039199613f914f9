/** Writes the types of what bot services call, from docs/api/openapi.json; with --check it only says whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const DOCUMENT = new URL('../../../docs/api/openapi.json', import.meta.url);
const TYPES = new URL('../src/generated/openapi.ts', import.meta.url);
const PREFIX = '/v1/platform-linking/';

/** The routes below the prefix, and the components they reach; the rest of the API is not for bot services. */
function partOf(document) {
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith(PREFIX)));
  const components = {};
  const visit = (value) => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return undefined;
    if (typeof value.$ref === 'string') take(value.$ref);
    return Object.values(value).forEach(visit);
  };
  const take = (reference) => {
    const [, , kind, name] = reference.split('/');
    if (components[kind]?.[name] !== undefined) return;
    const component = document.components[kind][name];
    components[kind] = { ...components[kind], [name]: component };
    visit(component);
  };
  visit(paths);
  return { openapi: document.openapi, info: document.info, paths, components };
}

const document = JSON.parse(readFileSync(DOCUMENT, 'utf8'));
const types = `/** Generated from docs/api/openapi.json by \`npm run client:types\`. */\n${astToString(await openapiTS(partOf(document)))}`;
if (!process.argv.includes('--check')) {
  writeFileSync(TYPES, types);
} else if (readFileSync(TYPES, 'utf8') !== types) {
  const file = fileURLToPath(TYPES);
  process.stderr.write(
    `${file} is not what docs/api/openapi.json says: run npm run client:types and review the difference\n`,
  );
  process.exitCode = 1;
}
