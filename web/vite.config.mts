import { defineConfig } from 'vite';

/** The program that `npm start` runs, for `npm run dev:web`. */
const PROGRAM = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // Everything is a file: the policy of the console allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': PROGRAM } },
});
