import type { Page } from 'playwright-core';
import {
  downloadEvidence,
  verifyOffline,
  withOneByteChanged,
} from './support/evidence';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import { registerKey, removeLastKey, sign } from './support/keys';
import { openModel, openTab, previewNewEndpoint } from './support/navigation';
import { openJourneys } from './support/openJourneys';
import { SecurityKey } from './support/SecurityKey';
import { sentenceOf } from './support/sentenceOf';

const DEPLOYED_WITHIN_MS = 120_000;
const DEPLOYMENT = /\/vertex-ai\/deployments\/[a-z0-9]{26}$/;

describe('production, which takes two people and their keys', () => {
  const journeys = openJourneys();

  it(
    'gets a model when the deployer signs and somebody else approves with another key, not when it was changed in between, and anybody can verify both without the portal',
    async () => {
      await journeys.meet(3, async ([deployer, approver, auditor]) => {
        await deployer.signIn('deployer');
        await SecurityKey.plugIn(deployer);
        await registerKey(deployer.page, 'Key ring');
        const endpoint = `production-${Date.now()}`;
        const words = await ask(deployer.page, endpoint);
        await refusedForOneself(deployer.page);

        await approver.signIn('approver');
        await SecurityKey.plugIn(approver);
        await registerKey(approver.page, 'Blue key');
        await beginToApprove(approver.page, { endpoint, words });
        const changed = await change(deployer.page);
        expect(changed).not.toBe(words);
        await refusedAsChanged(approver.page);
        await approve(approver.page, changed);
        await watch(deployer.page);

        await auditor.signIn('auditor');
        await verifyBoth(auditor.page, endpoint);
        await removeLastKey(deployer.page, 'Key ring');
        await removeLastKey(approver.page, 'Blue key');
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

/** @returns the words of what was signed, as they are read out to the approver */
async function ask(page: Page, endpoint: string): Promise<string> {
  await openModel(page, '7001', 'prod');
  await page.getByRole('heading', { name: 'fraud-score' }).waitFor();
  await previewNewEndpoint(page, endpoint);
  await page.getByText('The environment demands more').waitFor();
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  const words = await wordsToSign(page);
  expect(await sign(page)).toBe(
    `You sign that version 2 of the model fraud-score (7001) is deployed in prod (europe-west4), onto the new endpoint “${endpoint}”, with 100 % of its traffic.`,
  );
  await page.waitForURL(DEPLOYMENT);
  await page.getByText('0 of 1 approvals').waitFor();
  return words;
}

/** Nine words stand between their title and what is said about them. */
async function wordsToSign(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByText('In words, for comparing').waitFor();
  const [, words] =
    /for comparing with somebody else ((?:[a-z]+ ){9})/.exec(
      await sentenceOf(dialog),
    ) ?? [];
  expect(words).toBeDefined();
  return words.trim();
}

async function refusedForOneself(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Look at the request' }).click();
  await page
    .getByText('It is your own request; somebody else has to decide on it.')
    .first()
    .waitFor();
  const button = page.getByRole('button', { name: 'Approve', exact: true });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('link', { name: 'Show the deployment' }).click();
  await page.waitForURL(DEPLOYMENT);
}

/** From the list of what waits, after comparing the words. */
async function beginToApprove(
  page: Page,
  asked: { endpoint: string; words: string },
): Promise<void> {
  await openTab(page, 'Approvals');
  await page
    .getByRole('link', { name: `Deploy fraud-score v2 to ${asked.endpoint}` })
    .click();
  await page.getByText(asked.words, { exact: true }).first().waitFor();
  await fillVote(page);
}

/** Two replicas instead of one. @returns the words of the request as it is now */
async function change(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Change the request' }).click();
  await page.getByText('Every vote given so far becomes void').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Replicas at most' }).fill('2');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.getByRole('button', { name: 'Send the changed request' }).click();
  const words = await wordsToSign(page);
  await sign(page);
  await page.waitForURL(DEPLOYMENT);
  await page.getByText('Request changed').first().waitFor();
  return words;
}

/** The approver still has what there was before on the screen; their yes is no yes to anything else. */
async function refusedAsChanged(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Approve this request?' });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const signing = page.getByRole('dialog', {
    name: 'Sign with your security key',
  });
  await signing
    .getByText(/was changed/)
    .first()
    .waitFor();
  await signing.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('0 of 1 approvals').waitFor();
}

async function approve(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: true }).first().waitFor();
  await fillVote(page);
  const dialog = page.getByRole('dialog', { name: 'Approve this request?' });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  expect(await sign(page)).toContain(
    `whose words are: ${words}. Because: The backtest is fine.`,
  );
  await page.getByText('1 of 1 approvals').waitFor();
}

async function fillVote(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Approve this request?' })
    .getByLabel('Reason')
    .fill('The backtest is fine.');
}

/** On the deployer's page, which was open all the time. */
async function watch(page: Page): Promise<void> {
  await page
    .getByText('Deployed with 100 % of the traffic.')
    .first()
    .waitFor({ timeout: DEPLOYED_WITHIN_MS });
  await page.getByText('The backtest is fine.').first().waitFor();
}

async function verifyBoth(page: Page, endpoint: string): Promise<void> {
  await openTab(page, 'Deployments');
  await page
    .getByRole('link', { name: `Deploy fraud-score v2 to ${endpoint}` })
    .click();
  await page
    .getByRole('button', { name: 'Download the evidence' })
    .nth(1)
    .waitFor();
  const evidence = await downloadEvidence(page);
  const said = await Promise.all(evidence.map(verifyOffline));
  expect(said).toEqual([
    { code: 0, text: expect.stringContaining('user:default/amir.approver') },
    { code: 0, text: expect.stringContaining(`"displayName": "${endpoint}"`) },
  ]);
  const forged = evidence.flatMap(text =>
    ['signature', 'digest', 'nonce'].map(field =>
      withOneByteChanged(text, field),
    ),
  );
  const refused = await Promise.all(forged.map(verifyOffline));
  expect(refused).toEqual(
    forged.map(() => ({
      code: 1,
      text: expect.stringMatching(/^not verified: /),
    })),
  );
}
