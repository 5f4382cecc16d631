import type { Locator, Page } from 'playwright-core';
import { JOURNEY_WITHIN_MS } from './support/Journeys';
import {
  openEndpoint,
  openModel,
  previewNewEndpoint,
} from './support/navigation';
import { openJourneys } from './support/openJourneys';
import { sentenceOf } from './support/sentenceOf';

const DEPLOYED_WITHIN_MS = 120_000;
const IN_CATALOG_WITHIN_MS = 30_000;
/** For a page to draw what it has. */
const LOOK_MS = 6_000;

/** As the model was trained on them: a lunch, and five phones at night. */
const instances = [
  [12.5, 12, 0.05, 0.1, 1, 900],
  [4200, 3, 0.9, 0.8, 14, 2],
];

describe('the deployer', () => {
  const journeys = openJourneys();

  it(
    'deploys the TensorFlow model to a new endpoint, finds everything in the catalog, gets a real inference, and takes it off again',
    async () => {
      const endpoint = `journey-${Date.now()}`;
      await journeys.walk(async visitor => {
        const { page } = visitor;
        await visitor.signIn('deployer');
        await deploy(page, endpoint);
        await watch(page);
        await findInCatalog(page, endpoint);
        await predict(page, endpoint);
        await undeploy(page, endpoint);
      });
    },
    JOURNEY_WITHIN_MS,
  );
});

/** From the model's page through the four steps of the wizard. */
async function deploy(page: Page, endpoint: string): Promise<void> {
  await openModel(page, '7001');
  await page.getByRole('heading', { name: 'fraud-score' }).waitFor();
  await previewNewEndpoint(page, endpoint);
  await page.getByText('You may do this, as deployer').waitFor();
  await page.getByText('gcloud ai endpoints deploy-model').first().waitFor();
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
}

/** Until it has ended well, without a reload. */
async function watch(page: Page): Promise<void> {
  await page.waitForURL(/\/vertex-ai\/deployments\/[a-z0-9]{26}$/);
  await page
    .getByText('Deployed with 100 % of the traffic.')
    .first()
    .waitFor({ timeout: DEPLOYED_WITHIN_MS });
  const chain = page.getByRole('list', { name: 'Identity chain' }).first();
  // The catalog's name for the person may come after the rest.
  await chain.getByText('Dana Deployer').waitFor();
  expect(await sentenceOf(chain)).toMatch(
    /Dana Deployer · as deployer in dev.*Token exchange \(STS\) passed.*principal:\/\/iam\.googleapis\.com\/.*\/subject\/user:default\/dana\.deployer/,
  );
}

/** The deployment's entity, the endpoint and the model that it depends on, and the way back from the model. */
async function findInCatalog(page: Page, endpoint: string): Promise<void> {
  const deployment = `fraud-score version 2 on ${endpoint}`;
  await page
    .getByRole('link', { name: /^dev\/deployment-/ })
    .first()
    .click();
  await arrived(page, page.getByRole('heading', { name: deployment }));
  await (await arrived(page, related(page, endpoint))).click();
  await page.getByRole('heading', { name: endpoint, exact: true }).waitFor();
  await (await arrived(page, related(page, deployment))).click();
  await page.getByRole('heading', { name: deployment }).waitFor();
  await related(page, 'fraud-score').click();
  await page
    .getByRole('heading', { name: 'fraud-score', exact: true })
    .waitFor();
  await arrived(page, related(page, deployment));
}

/** The catalog's pages show what was there when they were loaded, so somebody who waits for something loads them again. */
async function arrived(page: Page, wanted: Locator): Promise<Locator> {
  const deadlineMs = Date.now() + IN_CATALOG_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    const isThere = wanted.waitFor({ timeout: LOOK_MS });
    if (await isThere.then(() => true).catch(() => false)) {
      return wanted;
    }
    await page.reload();
  }
  throw new Error(`Not in the catalog within ${IN_CATALOG_WITHIN_MS} ms`);
}

/** A neighbour in the relations of the entity on show. */
function related(page: Page, title: string) {
  return page.getByTestId('node').getByText(title, { exact: true });
}

/** On the endpoint's own page. The version with a trained network tells a lunch from a theft; nothing else could answer so. */
async function predict(page: Page, endpoint: string): Promise<void> {
  await openEndpoint(page, endpoint);
  await page.getByLabel('Request (JSON)').fill(JSON.stringify({ instances }));
  await page.getByRole('button', { name: 'Send' }).click();
  const answer = page.getByRole('status').filter({ hasText: 'Answered by' });
  const sentence = await sentenceOf(answer);
  expect(sentence).toContain('Answered by fraud-score version 2');
  const [lunch, theft] = [...sentence.matchAll(/\[ (0\.\d+) \]/g)].map(
    ([, score]) => Number(score),
  );
  expect(lunch).toBeLessThan(0.1);
  expect(theft).toBeGreaterThan(0.9);
}

/** Only after the endpoint's name was typed; then the endpoint's page has it without a reload. */
async function undeploy(page: Page, endpoint: string): Promise<void> {
  await page.getByRole('button', { name: 'Undeploy fraud-score v2' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Undeploy' });
  await dialog.getByText('Permissions at Google · passed').waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${endpoint} to confirm`).fill(endpoint);
  await confirm.click();
  await page.waitForURL(/\/vertex-ai\/deployments\/[a-z0-9]{26}$/);
  await page
    .getByText('Undeployed.')
    .first()
    .waitFor({ timeout: DEPLOYED_WITHIN_MS });
  await openEndpoint(page, endpoint);
  await page.getByText('This endpoint answers no predictions.').waitFor();
}
