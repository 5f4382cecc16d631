import type { Page } from 'playwright-core';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { openModel, openTab } from './support/navigation';
import { openJourneys } from './support/openJourneys';
import { sentenceOf } from './support/sentenceOf';

/** "Within seconds", on a page that nobody touches. */
const TOLD_WITHIN_MS = 10_000;
const REASON = 'A laptop was lost.';

describe('the auditor, who ends the access of the deployer', () => {
  const journeys = openJourneys();

  it(
    'is told what Google still honours, and the open page of the deployer says so within seconds, until it is restored',
    async () => {
      await journeys.meet(2, async ([deployer, auditor]) => {
        await deployer.signIn('deployer');
        await openModel(deployer.page, '7001');
        await deployer.page
          .getByRole('heading', { name: 'fraud-score' })
          .waitFor();
        await auditor.signIn('auditor');
        await endAccess(auditor.page);

        const banner = deployer.page
          .getByRole('alert')
          .filter({ hasText: REASON });
        await banner.waitFor({ timeout: TOLD_WITHIN_MS });
        expect(await sentenceOf(banner)).toMatch(
          /^Access was ended .*user:default\/dana\.deployer everywhere/,
        );
        await refused(deployer.page);

        await restore(auditor.page);
        await banner.waitFor({ state: 'detached', timeout: TOLD_WITHIN_MS });
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

async function endAccess(page: Page): Promise<void> {
  await openTab(page, 'Credentials');
  await page.getByRole('button', { name: 'End access…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: 'Person or service' })
    .fill('user:default/dana.deployer');
  await dialog.getByRole('textbox', { name: 'Why' }).fill(REASON);
  await dialog
    .getByLabel('Type user:default/dana.deployer to confirm')
    .fill('user:default/dana.deployer');
  await dialog.getByRole('button', { name: 'End access', exact: true }).click();
  const aftermath = page.getByRole('dialog', {
    name: 'What Google still honours',
  });
  await aftermath.getByText('Ended: user:default/dana.deployer').waitFor();
  expect(await sentenceOf(aftermath)).toContain(
    'What stops it sooner, at Google',
  );
  await aftermath.getByRole('button', { name: 'Close' }).last().click();
}

/** The server says it, whatever the page shows. */
async function refused(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByText('Access was ended').first().waitFor();
}

async function restore(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It was found.');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText('Nothing is ended').waitFor();
}
