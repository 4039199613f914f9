'use strict';
/**
 * Lets plain Node run the program's TypeScript, for what happens outside Jest's sandbox (its global setup). The sources use
 * decorators, which Node's own type stripping refuses.
 */
const { readFileSync } = require('node:fs');
const { registerHooks } = require('node:module');
const { join, resolve } = require('node:path');
const { fileURLToPath } = require('node:url');
const { transformSync } = require('@swc/core');
require('reflect-metadata');

const ROOT = resolve(__dirname, '../../..');
const { $schema, exclude, ...options } = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8'));

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!specifier.startsWith('.')) throw error;
      // `./x.js` is written for what `./x.ts` is built into.
      return next(`${specifier.replace(/\.js$/, '')}.ts`, context);
    }
  },
  load(url, context, next) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, swcrc: false, filename });
    return { format: 'commonjs', source: code, shortCircuit: true };
  },
});
