import type { Page } from 'playwright-core';
import { openTab } from './navigation';

/** On the page of security keys. The portal takes the first key of a person on the word of the session. */
export async function registerKey(page: Page, name: string): Promise<void> {
  await openTab(page, 'Security keys');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByText(`The key “${name}” is registered.`).waitFor();
}

/** The person's last key signs its own removal, so the portal is as it was before. */
export async function removeLastKey(page: Page, name: string): Promise<void> {
  await openTab(page, 'Security keys');
  await page.getByRole('button', { name: `Remove ${name}` }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await sign(page);
  await page.getByText('No security keys yet').waitFor();
}

/** Reads what is going to be signed, and touches the key. @returns the sentence that says what */
export async function sign(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', {
    name: 'Sign with your security key',
  });
  const sentence = await dialog.getByText(/^You sign that /).innerText();
  await dialog.getByRole('button', { name: 'Sign with the key' }).click();
  await dialog.waitFor({ state: 'detached' });
  return sentence;
}
