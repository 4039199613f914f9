import { accessibilityFindings, contrastFindings, overflow } from '../support/judge-page.js';
import { SCENES } from '../support/scenes.js';
import type { TownStage } from '../support/stage.js';
import type { Town } from '../support/town.js';
import { openBrowser, openSignedIn, type Visitor } from '../support/visitor.js';

const PHONE = { width: 320, height: 640 };
const DESK = { width: 1100, height: 800 };

export const everyPage = (stage: () => TownStage) => (): void => {
  let town: Town;
  let visitors: Readonly<Record<'nobody' | 'ada', Visitor>>;
  beforeAll(async () => {
    const { world, browser } = stage();
    ({ town } = stage());
    visitors = { nobody: await openBrowser(browser, world), ada: await openSignedIn(browser, world, town.ada) };
  });
  afterAll(async () => {
    await Promise.all([visitors.nobody.close(), visitors.ada.close()]);
  });

  it.each(SCENES)('$name is for everybody: light, dark, and on a phone', async ({ as, open }) => {
    const { page, complaints } = visitors[as];
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await open(page, town);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await contrastFindings(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
};
