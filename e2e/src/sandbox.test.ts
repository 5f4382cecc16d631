import type { Locator, Page } from 'playwright-core';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { openTab } from './support/navigation';
import { openJourneys } from './support/openJourneys';

describe('the sandbox, where everybody acts at Google as themselves', () => {
  const journeys = openJourneys();

  it(
    'is open to whoever signs in to Google besides, and shut again after signing out',
    async () => {
      await journeys.walk(async visitor => {
        const { page } = visitor;
        await visitor.signIn('deployer');
        await openTab(page, 'Environments');
        const sandbox = sectionOf(page);
        await sandbox.getByText('Not signed in to Google').waitFor();
        await signInToGoogle(page, sandbox);
        await examine(sandbox);
        await page.getByText('The way is open').waitFor();
        await sandbox
          .getByRole('button', { name: 'Sign out of Google' })
          .click();
        await sandbox.getByText('Not signed in to Google').waitFor();
        await examine(sandbox);
        await page.getByText('Something is broken').waitFor();
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

/** The card of the sandbox, by its heading. */
function sectionOf(page: Page): Locator {
  return page
    .getByRole('article')
    .or(page.locator('.bui-Card'))
    .filter({ has: page.getByRole('heading', { name: 'Sandbox' }) })
    .first();
}

async function signInToGoogle(page: Page, sandbox: Locator): Promise<void> {
  const opened = page.waitForEvent('popup');
  await sandbox.getByRole('button', { name: 'Sign in to Google' }).click();
  const google = await opened;
  await google.getByRole('button', { name: 'dana@example.com' }).click();
  await sandbox.getByText('Signed in to Google as dana@example.com').waitFor();
}

async function examine(sandbox: Locator): Promise<void> {
  await sandbox.getByRole('button', { name: 'Examine' }).click();
}
