import type { Page } from 'playwright-core';

type Tab =
  | 'Overview'
  | 'Models'
  | 'Endpoints'
  | 'Deployments'
  | 'Approvals'
  | 'Environments'
  | 'Credentials'
  | 'Security keys'
  | 'Access';

/** By the sidebar and the tab, as people go. Every new load of the page brings the app's 85 MB of development code again. */
export async function openTab(page: Page, tab: Tab): Promise<void> {
  await page
    .getByTestId('sidebar-root')
    .getByRole('link', { name: 'Vertex AI', exact: true })
    .click();
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await page
    .getByRole('heading', { name: tab, exact: true, level: 2 })
    .waitFor();
}

/** A model of an environment, from the list. */
export async function openModel(
  page: Page,
  id: string,
  environment = 'dev',
): Promise<void> {
  await openTab(page, 'Models');
  await page
    .locator(`a[href="/vertex-ai/models/${environment}/europe-west4/${id}"]`)
    .click();
}

/** An endpoint, from the list. */
export async function openEndpoint(page: Page, name: string): Promise<void> {
  await openTab(page, 'Endpoints');
  await page.getByRole('link', { name, exact: true }).click();
}

/** From a model's page to the last step of the wizard, for a new endpoint. */
export async function previewNewEndpoint(
  page: Page,
  endpoint: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'A new one' }).check({ force: true });
  await page.getByLabel('Name of the new endpoint').fill(endpoint);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
}
