import type { Locator, Page } from 'playwright-core';

/** What a person does with a page, in their words. */
export interface Hands {
  readonly press: (button: string) => Promise<void>;
  /** In what has opened over the page. */
  readonly pressIn: (button: string) => Promise<void>;
  readonly toast: (text: string) => Promise<void>;
  /** A part of the page by its name. */
  readonly card: (name: string) => Locator;
  /** Waits until the part says so. */
  readonly shows: (card: string, text: string) => Promise<void>;
}

export function handsOn(page: Page): Hands {
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const pressIn = (name: string): Promise<void> =>
    page.locator('.dialog').getByRole('button', { name, exact: true }).click();
  const toast = (text: string): Promise<void> => page.locator('.toast').getByText(text).first().waitFor();
  const card = (name: string): Locator => page.getByRole('region', { name, exact: true });
  const shows = (name: string, text: string): Promise<void> => card(name).getByText(text).first().waitFor();
  return { press, pressIn, toast, card, shows };
}
