import type { Page } from 'playwright-core';

type Tab = 'Overview' | 'Models' | 'Endpoints' | 'Deployments' | 'Environments';

/** By the sidebar and the tab, as people go. Every new load of the page brings the app's 85 MB of development code again. */
export async function openTab(page: Page, tab: Tab): Promise<void> {
  await page
    .getByTestId('sidebar-root')
    .getByRole('link', { name: 'Vertex AI', exact: true })
    .click();
  await page.getByRole('tab', { name: tab }).click();
  await page
    .getByRole('heading', { name: tab, exact: true, level: 2 })
    .waitFor();
}

/** A model of the development environment, from the list. */
export async function openModel(page: Page, id: string): Promise<void> {
  await openTab(page, 'Models');
  await page
    .locator(`a[href="/vertex-ai/models/dev/europe-west4/${id}"]`)
    .click();
}

/** An endpoint, from the list. */
export async function openEndpoint(page: Page, name: string): Promise<void> {
  await openTab(page, 'Endpoints');
  await page.getByRole('link', { name, exact: true }).click();
}
