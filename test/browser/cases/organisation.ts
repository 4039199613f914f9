import { givenLinkToken, givenServiceKey } from '../../support/given.js';
import { OURS, type Stage } from '../support/stage.js';

export const organisation = (stage: () => Stage) => (): void => {
  it('leads through the provider, and back to the link that was to be confirmed', async () => {
    const { world, browser } = stage();
    const service = await givenServiceKey(world);
    const token = await givenLinkToken(world, service.client);
    const page = await browser.newPage({ baseURL: OURS });
    await page.goto(`/link#${token.token}`);
    await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
    await page.getByPlaceholder('Enter any login').fill('ada-of-the-organisation');
    await page.getByPlaceholder('and password').fill('anything');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Yes, this is me' }).click();
    await page.getByRole('heading', { name: 'Linked' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/link/${token.token}`);
    await page.close();
  });
};
