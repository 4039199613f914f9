import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Debian and Ubuntu, Fedora and Arch put it. */
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser to test with: TEST_CHROMIUM, or one that is installed; null when there is none. */
export const chromiumPath = (): string | null =>
  [process.env.TEST_CHROMIUM ?? '', ...USUAL].find((path) => path !== '' && existsSync(path)) ?? null;

/** @param more arguments of the browser's own */
export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  // Everything it visits is ours, so it may run where its sandbox cannot (as root in a container).
  const args = ['--no-sandbox', '--disable-dev-shm-usage', ...more];
  return chromium.launch({ executablePath: chromiumPath() ?? '', args });
}

/**
 * Tests in a real browser. Without one they are skipped, and say so; in CI (`CI=true`) they fail instead.
 *
 * @param body launches what it needs in its `beforeAll`; it is closed afterwards
 */
export function describeInChromium(name: string, body: (launch: typeof launchChromium) => void): void {
  if (chromiumPath() !== null) {
    describe(name, () => {
      const browsers: Browser[] = [];
      afterAll(() => Promise.all(browsers.map((browser) => browser.close())));
      body(async (more) => {
        const browser = await launchChromium(more);
        browsers.push(browser);
        return browser;
      });
    });
    return;
  }
  const reason = 'no Chromium: install it, or say where it is with TEST_CHROMIUM';
  if (process.env.CI === 'true') {
    describe(name, () => {
      it('needs a Chromium', () => {
        throw new Error(reason);
      });
    });
    return;
  }
  process.stderr.write(`skipped "${name}" (${reason})\n`);
  describe.skip(`${name} (${reason})`, () => body(launchChromium));
}
