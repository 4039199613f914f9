import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startConnectedWorld } from '../../support/connecting.js';
import { launchChromium } from './chromium.js';
import { SCENES } from './scenes.js';
import { givenConnectedTown } from './connected-town.js';
import type { Town } from './town.js';
import { openBrowser, openSignedIn } from './visitor.js';

const WINDOW = { width: 1120, height: 760 };

/** Writes `<scene>-light.png` and `<scene>-dark.png` for every scene. */
export async function photograph(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const [place, browser] = await Promise.all([startConnectedWorld(), launchChromium()]);
  try {
    const town = await givenConnectedTown(place);
    for (const colorScheme of ['light', 'dark'] as const) await photographIn(colorScheme, browser, town, folder);
  } finally {
    await browser.close();
    await place.close();
  }
}

async function photographIn(
  colorScheme: 'light' | 'dark',
  browser: Browser,
  town: Town,
  folder: string,
): Promise<void> {
  const options = {
    colorScheme,
    viewport: WINDOW,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  } as const;
  const visitors = {
    nobody: await openBrowser(browser, town.world, options),
    ada: await openSignedIn(browser, town.world, town.ada, options),
  };
  for (const { name, as, open } of SCENES) {
    const { page } = visitors[as];
    await open(page, town);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
  await Promise.all(Object.values(visitors).map((visitor) => visitor.close()));
}
