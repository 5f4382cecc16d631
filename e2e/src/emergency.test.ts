import type { Page } from 'playwright-core';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { registerKey, removeLastKey, sign } from './support/keys';
import { openModel, openTab, previewNewEndpoint } from './support/navigation';
import { openJourneys } from './support/openJourneys';
import { SecurityKey } from './support/SecurityKey';

const DEPLOYED_WITHIN_MS = 120_000;
/** On a page that nobody touches, which looks for it every half minute. */
const REVIEWED_WITHIN_MS = 40_000;

describe('an emergency in production', () => {
  const journeys = openJourneys();

  it(
    'goes without approvals when who is on call signs for it, and stays open until an auditor has reviewed it',
    async () => {
      await journeys.meet(2, async ([deployer, auditor]) => {
        await deployer.signIn('deployer');
        await SecurityKey.plugIn(deployer);
        await registerKey(deployer.page, 'Key ring');
        const endpoint = `emergency-${Date.now()}`;
        await breakGlass(deployer.page, endpoint);

        await auditor.signIn('auditor');
        await review(auditor.page, endpoint);
        await deployer.page
          .getByText('Seen in the alerts.')
          .waitFor({ timeout: REVIEWED_WITHIN_MS });
        await removeLastKey(deployer.page, 'Key ring');
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

async function breakGlass(page: Page, endpoint: string): Promise<void> {
  await openModel(page, '7001', 'prod');
  await page.getByRole('heading', { name: 'fraud-score' }).waitFor();
  await previewNewEndpoint(page, endpoint);
  await page.getByRole('button', { name: 'Skip the approvals…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skip the approvals?' });
  await dialog.getByText('It is in the audit log as critical.').waitFor();
  await dialog.getByLabel('Why it cannot wait').fill('Fraud goes through.');
  await dialog.getByRole('button', { name: 'Go without approvals' }).click();
  expect(await sign(page)).toContain('It is an emergency');
  await page
    .getByText('Deployed with 100 % of the traffic.')
    .first()
    .waitFor({ timeout: DEPLOYED_WITHIN_MS });
  await page.getByText('Review open since').waitFor();
}

async function review(page: Page, endpoint: string): Promise<void> {
  await openTab(page, 'Approvals');
  await page.getByRole('button', { name: /Show$/ }).click();
  await page.getByRole('option', { name: 'Emergencies to review' }).click();
  await page.getByRole('link', { name: new RegExp(`to ${endpoint}$`) }).click();
  await page.getByText('Fraud goes through.').first().waitFor();
  await page.getByRole('button', { name: 'Close the review' }).click();
  const dialog = page.getByRole('dialog', { name: 'Close this review?' });
  await dialog
    .getByRole('radio', { name: /^Justified/ })
    .check({ force: true });
  await dialog.getByLabel('Comment').fill('Seen in the alerts.');
  await dialog.getByRole('button', { name: 'Close the review' }).click();
  await page.getByText('Seen in the alerts.').first().waitFor();
}
